import { describe, expect, it } from "vitest";
import { redact, redactText } from "../../src/errors/index.ts";
import { CallwrightError, catalog, isCallwrightError, type ErrorCode } from "../../src/index.ts";

const codes = Object.keys(catalog) as readonly ErrorCode[];

/** Details that answer to every name: what a message shows of them can be told by the braces. */
const anyDetails = new Proxy(
  {},
  {
    get: (_, name) => {
      if (name === "mistakes") return [{ code: "DEFINE_X", path: "{path}", sentence: "{sentence}" }];
      if (name === "problems") return ["{first}", "{second}"];
      return typeof name === "string" ? `{${name}}` : undefined;
    },
  },
);

function make(code: ErrorCode, details: unknown = anyDetails): CallwrightError {
  return new CallwrightError(code, details as never);
}

describe("messages of the catalogue", () => {
  it.each(codes)("%s says what happened in whole sentences", (code) => {
    const { message } = make(code);
    expect(message).toMatch(/^([A-Z{]|createEngine )/);
    expect(message.length).toBeGreaterThan(20);
    expect(message).not.toMatch(/undefined|\[object|NaN|\s{2,}/);
  });

  it.each([
    new CallwrightError("FLOW_UNKNOWN", { flow: "f" }),
    new CallwrightError("TEXT_UNKNOWN_VARIABLE", { robot: "r", text: "t", variable: "v" }),
    new CallwrightError("RECORDING_UNAVAILABLE", { run: "r" }),
    new CallwrightError("CRM_BUSY", { account: "a", operation: "o" }),
    new CallwrightError("CRM_BUSY", { account: "a", operation: "o", vendorCode: "" }),
  ])("$code is a whole sentence without its optional details", ({ message }) => {
    expect(message).not.toMatch(/undefined|\(\)|HTTP/);
  });

  it("never hold a body, a number, a header or a token: no detail is named so", () => {
    const forbidden = /\{(body|phone|number|headers?|token|secret|password|transcript|text of|prompt)\}/;
    for (const code of codes) expect([code, forbidden.test(make(code).message)]).toEqual([code, false]);
  });

  it("say whether to retry: what may have been carried out is never retried at once", () => {
    for (const [code, { retry, applied }] of Object.entries(catalog) as [
      string,
      { retry: string; applied?: string },
    ][]) {
      expect(["never", "now", "after"]).toContain(retry);
      if (applied === "unknown") expect([code, retry]).not.toEqual([code, "now"]);
    }
  });
});

describe("a CallwrightError", () => {
  const cause = new Error("POST https://portal/rest/1/secretcode/ Authorization: Bearer abc");
  const error = new CallwrightError(
    "CRM_BUSY",
    { account: "shop", operation: "crm.item.get" },
    { cause, retryAfterMs: 5_000 },
  );

  it("carries what the catalogue says about its code", () => {
    expect(error).toMatchObject({
      code: "CRM_BUSY",
      side: "remote",
      retry: "after",
      applied: "no",
      retryAfterMs: 5_000,
    });
    expect(error).toBeInstanceOf(Error);
    expect(new CallwrightError("VOICE_ANSWER_LOST", { run: "r" }).applied).toBe("unknown");
  });

  it("keeps the raw cause for a debugger and out of everything that is written", () => {
    expect(error.cause).toBe(cause);
    expect(Object.keys(error)).not.toContain("cause");
    expect(JSON.stringify(error)).not.toContain("secretcode");
    expect(Object.values(error).map(String).join()).not.toContain("secretcode");
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "CallwrightError",
      code: "CRM_BUSY",
      message: error.message,
      details: { account: "shop", operation: "crm.item.get" },
    });
  });

  it("is recognised from another copy of the library, by its mark and not by its class", () => {
    const foreign = Object.assign(new Error("busy"), { [Symbol.for("callwright.error")]: true, code: "CRM_BUSY" });
    expect(foreign).not.toBeInstanceOf(CallwrightError);
    expect(isCallwrightError(foreign)).toBe(true);
    expect(isCallwrightError(foreign, "CRM_BUSY")).toBe(true);
    expect(isCallwrightError(foreign, "CRM_REJECTED")).toBe(false);
  });

  it("is not anything that merely looks like one", () => {
    const lookalike = Object.assign(new Error("busy"), { name: "CallwrightError", code: "CRM_BUSY" });
    for (const value of [lookalike, null, undefined, "CRM_BUSY", 7, {}]) expect(isCallwrightError(value)).toBe(false);
  });
});

describe("redaction", () => {
  it.each([
    ["call +7 (916) 123-45-67 failed", "call *** failed"],
    ["call 79161234567", "call ***"],
    ["https://x.bitrix24.ru/rest/6/abc123def/crm.deal.get", "https://x.bitrix24.ru/rest/6/***/crm.deal.get"],
    [`token ${"a1".repeat(20)} expired`, "token *** expired"],
    ["HTTP 503 from run crm-12:1 after 2 tries", "HTTP 503 from run crm-12:1 after 2 tries"],
  ])("of %s", (text, redacted) => {
    expect(redactText(text)).toBe(redacted);
  });

  it("masks secrets by their names at any depth, and leaves the rest as it is", () => {
    const value = {
      run: "r:1",
      auth: { access_token: "x" },
      list: [{ refresh_token: "y", tries: 3 }, "call 79161234567"],
      Authorization: "Basic z",
      application_token: "w",
      ok: true,
      nothing: null,
    };
    expect(redact(value)).toEqual({
      run: "r:1",
      auth: "***",
      list: [{ refresh_token: "***", tries: 3 }, "call ***"],
      Authorization: "***",
      application_token: "***",
      ok: true,
      nothing: null,
    });
  });
});
