import { isCallwrightError } from "@callwright/core/adapter-kit";
import { describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";
import type { Scripted } from "../support/fake-http.ts";

const html = "<html><body>502 Bad Gateway</body></html>";
const refusal = (status: number, error: unknown, error_description = ""): Scripted => ({
  status,
  json: { error, error_description },
});

/** Each row of the vendor's errors: what the portal answers, and what the library makes of it. */
const rows: readonly (readonly [name: string, answer: Scripted, code: string])[] = [
  ["leaky bucket", refusal(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"), "CRM_BUSY"],
  [
    "operation budget",
    refusal(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit."),
    "CRM_BUSY",
  ],
  ["proxy asks for fewer requests", { status: 429, text: html }, "CRM_BUSY"],
  ["overload block", refusal(503, "OVERLOAD_LIMIT"), "CRM_OVERLOADED"],
  ["no authorisation", refusal(401, "NO_AUTH_FOUND", "Wrong authorization data"), "CRM_TOKEN_REVOKED"],
  ["invalid token", refusal(401, "invalid_token"), "CRM_TOKEN_REVOKED"],
  ["user cannot be authorised", refusal(401, "authorization_error"), "CRM_TOKEN_REVOKED"],
  ["application removed", refusal(401, "APPLICATION_NOT_FOUND"), "CRM_TOKEN_REVOKED"],
  ["application not installed", refusal(401, "ERROR_OAUTH", "Application not installed"), "CRM_TOKEN_REVOKED"],
  ["portal deleted", refusal(500, "PORTAL_DELETED"), "CRM_TOKEN_REVOKED"],
  ["portal deleted, other status", refusal(410, "PORTAL_DELETED"), "CRM_TOKEN_REVOKED"],
  ["scope missing", refusal(403, "insufficient_scope"), "CRM_ACCESS_DENIED"],
  ["scope missing, other status", refusal(401, "insufficient_scope"), "CRM_ACCESS_DENIED"],
  ["credentials", refusal(403, "INVALID_CREDENTIALS"), "CRM_ACCESS_DENIED"],
  ["no right", refusal(403, "ACCESS_DENIED", "Access denied!"), "CRM_ACCESS_DENIED"],
  ["no right, as a bad request", refusal(400, "ACCESS_DENIED"), "CRM_ACCESS_DENIED"],
  ["webhook instead of application", refusal(403, "WRONG_AUTH_TYPE"), "CRM_ACCESS_DENIED"],
  ["user without access to the application", refusal(403, "user_access_error"), "CRM_ACCESS_DENIED"],
  ["extranet user", refusal(403, "allowed_only_intranet_user"), "CRM_ACCESS_DENIED"],
  ["open lines", refusal(403, "ACCESS_ERROR"), "CRM_ACCESS_DENIED"],
  ["administrator has to confirm", refusal(401, "METHOD_CONFIRM_WAITING"), "CRM_ACCESS_DENIED"],
  ["administrator refused", refusal(403, "METHOD_CONFIRM_DENIED"), "CRM_ACCESS_DENIED"],
  ["subscription over", refusal(401, "PAYMENT_REQUIRED"), "CRM_ACCESS_DENIED"],
  ["empty code, access, with a dot", refusal(400, "", "Access denied."), "CRM_ACCESS_DENIED"],
  ["empty code, access, without a dot", refusal(400, "", "Access denied"), "CRM_ACCESS_DENIED"],
  ["empty code, application needed", refusal(400, "", "Application context required."), "CRM_ACCESS_DENIED"],
  ["item gone", refusal(400, "NOT_FOUND", "Item not found"), "CRM_NOT_FOUND"],
  ["owner gone", refusal(400, "OWNER_NOT_FOUND"), "CRM_NOT_FOUND"],
  ["empty code, gone, with a dot", refusal(400, "", "Not found."), "CRM_NOT_FOUND"],
  ["empty code, gone, without a dot", refusal(400, "", "Not found"), "CRM_NOT_FOUND"],
  [
    "empty code, call gone",
    refusal(400, "", "Call is not found (call should be registered prior to finishing)"),
    "CRM_NOT_FOUND",
  ],
  [
    "generic code, call gone",
    refusal(400, "ERROR_CORE", "Call externalCall.1.2 is not found. Is it finished?"),
    "CRM_NOT_FOUND",
  ],
  ["missing parameter", refusal(400, "100", "Could not find value for parameter {entityTypeId}"), "CRM_REJECTED"],
  ["missing parameter, as a number", refusal(400, 100, "Could not find value"), "CRM_REJECTED"],
  ["zero code", refusal(400, "0", "Something else"), "CRM_REJECTED"],
  ["error with HTTP 200", refusal(200, "ERROR_ARGUMENT", "Wrong argument"), "CRM_REJECTED"],
  ["unknown method", refusal(404, "ERROR_METHOD_NOT_FOUND", "Method not found!"), "CRM_REJECTED"],
  ["code of the newer interface", refusal(400, { code: "BITRIX_REST_V3_EXCEPTION_X", message: "no" }), "CRM_REJECTED"],
  ["internal error", refusal(500, "INTERNAL_SERVER_ERROR"), "CRM_ANSWER_LOST"],
  ["unexpected answer inside", refusal(500, "ERROR_UNEXPECTED_ANSWER"), "CRM_ANSWER_LOST"],
  ["any other server error", refusal(503, "SOMETHING_NEW"), "CRM_ANSWER_LOST"],
  ["page of a gateway", { status: 502, text: html }, "CRM_ANSWER_LOST"],
  ["page of a gateway after a time-out", { status: 504, text: html }, "CRM_ANSWER_LOST"],
  ["page of a firewall", { status: 403, text: html }, "CRM_ANSWER_UNKNOWN"],
  ["page with HTTP 200", { status: 200, text: html }, "CRM_ANSWER_UNKNOWN"],
  ["JSON of another kind", { status: 200, json: { ok: true } }, "CRM_ANSWER_UNKNOWN"],
  ["result of another form", { status: 200, json: { result: { item: { id: {} } } } }, "CRM_ANSWER_UNKNOWN"],
  ["never sent", { failure: { sent: false } }, "CRM_UNREACHABLE"],
  ["sent, no answer", { failure: { sent: true } }, "CRM_ANSWER_LOST"],
];

async function errorOf(answer: Scripted): Promise<unknown> {
  const { crm } = connected(() => answer);
  return crm.readItem({ type: "deal", id: "42" }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a portal's errors", () => {
  it.each(rows)("%s", async (_, answer, code) => {
    const error = await errorOf(answer);
    expect(isCallwrightError(error) && error.code).toBe(code);
  });

  it("is never repeated by the adapter itself", async () => {
    for (const [name, answer] of rows) {
      const { crm, seen } = connected(() => answer);
      await crm.moveItem({ type: "deal", id: "42" }, "WON").catch(() => {});
      expect([name, seen.length]).toEqual([name, 1]);
    }
  });

  it("waits a second for the leaky bucket and until the reset for the operation budget", async () => {
    const now = Date.parse("2026-03-02T07:00:00Z");
    const limited = await errorOf(refusal(503, "QUERY_LIMIT_EXCEEDED"));
    const until = await errorOf({
      status: 429,
      json: { error: "OPERATION_TIME_LIMIT", time: { operating_reset_at: now / 1000 + 90 } },
    });
    const unknown = await errorOf(refusal(429, "OPERATION_TIME_LIMIT"));
    expect(
      [limited, until, unknown].map((error) => isCallwrightError(error, "CRM_BUSY") && error.retryAfterMs),
    ).toEqual([1000, 90_000, 60_000]);
  });

  it("tells the vendor's code, status and reason, but no tags, numbers of persons or tokens", async () => {
    const error = await errorOf(
      refusal(400, "ERROR_CORE", "Bad phone +7 916 123-45-67<br>for access-token-one-0123456789abcdef0123456789"),
    );
    expect(isCallwrightError(error, "CRM_REJECTED") && error.details).toEqual({
      account: "shop",
      operation: "crm.item.get",
      vendorCode: "ERROR_CORE",
      status: 400,
      reason: "Bad phone *** for ***",
    });
  });

  it.each([
    ["Field TITLE has value 'Zzyzxana Smith' that is not valid", "Field TITLE has value *** that is not valid"],
    ["Zzyzxana is no user. Wrong value for Maria Kowalska, NAME", "*** is no user. Wrong value for ***, NAME"],
    ["Не найден контакт Иван Петров", "***"],
    ['The value "синий бегемот" of UF_CRM_1 is too long (max 255)', "The value *** of UF_CRM_1 is too long (max 255)"],
  ])("keeps of %j no name and nothing that it quotes", async (text, reason) => {
    const error = await errorOf(refusal(400, "ERROR_CORE", text));
    expect(isCallwrightError(error, "CRM_REJECTED") && error.details.reason).toBe(reason);
  });

  it("says where an answer has an unexpected form without quoting it", async () => {
    const error = await errorOf({ json: { result: { item: { id: 1, assignedById: "secret words" } } } });
    expect(isCallwrightError(error, "CRM_ANSWER_UNKNOWN") && error.details.problems.join()).toContain(
      "result.item.assignedById",
    );
    expect(JSON.stringify(error)).not.toContain("secret words");
  });
});
