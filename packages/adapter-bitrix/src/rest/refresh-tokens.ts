import { CallwrightError, type HttpAnswer } from "@callwright/core/adapter-kit";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { toCallwrightError } from "../to-callwright-error.ts";
import { toRestAnswer } from "./rest-answer.ts";
import type { RestContext } from "./rest-client.ts";

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds since the epoch. */
  expires: z.coerce.number().optional(),
  expires_in: z.coerce.number().optional(),
  member_id: z.string(),
  client_endpoint: z.string().optional(),
});

// The administrator has to install or open the application again; of these, `wrong_client` comes with HTTP 200 (read
// 2026-08-21).
const lostForGood = new Set([
  "invalid_grant",
  "wrong_client",
  "invalid_client",
  "bad_verification_code",
  "error_oauth",
  "application_not_found",
]);

/**
 * Gives a connection with a token newer than `failedToken`. Refresh tokens rotate, and two refreshes with the same one
 * spoil each other: so it happens under the account's lock, and who comes second finds it done.
 *
 * Errors: `CRM_TOKEN_REVOKED`; `CRM_UNREACHABLE` when the authorisation server gave no usable answer.
 */
export async function refreshTokens(context: RestContext, failedToken: string, operation: string): Promise<Connection> {
  return context.connections.change(context.account, async (connection) => {
    if (connection.accessToken !== failedToken) return undefined;
    const answer = await askServer(context, connection, operation);
    const tokens = tokensSchema.safeParse(answer.json());
    if (!tokens.success) throw toRefreshError(context, answer, operation);
    if (tokens.data.member_id !== connection.memberId)
      throw new CallwrightError("CRM_TOKEN_REVOKED", { account: context.account });
    return renew(context, connection, tokens.data);
  });
}

async function askServer(context: RestContext, connection: Connection, operation: string): Promise<HttpAnswer> {
  const { account, hosts, settings, http } = context;
  // Checked each time: the list may have become shorter since the installation.
  if (!hosts.isAuthorisationServer(connection.serverEndpoint))
    throw new CallwrightError("CRM_TOKEN_REVOKED", { account });
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: settings.app.clientId,
    client_secret: settings.app.clientSecret,
    refresh_token: connection.refreshToken,
  });
  try {
    return await http.request({
      method: "POST",
      url: new URL("/oauth/token/", connection.serverEndpoint).href,
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
      body: form.toString(),
      timeoutMs: settings.timeoutMs,
    });
  } catch (cause) {
    throw new CallwrightError("CRM_UNREACHABLE", { account, operation }, { cause });
  }
}

function toRefreshError(context: RestContext, httpAnswer: HttpAnswer, operation: string): CallwrightError {
  const { account } = context;
  const answer = toRestAnswer(httpAnswer);
  if (answer.kind === "refusal") {
    if (lostForGood.has(answer.code.toLowerCase())) return new CallwrightError("CRM_TOKEN_REVOKED", { account });
    if (answer.status < 500) return toCallwrightError(answer, { account, operation }, context.clock.now());
  }
  // Whatever the authorisation server's trouble is, the request itself was not carried out.
  return new CallwrightError("CRM_UNREACHABLE", { account, operation, status: httpAnswer.status });
}

function renew(context: RestContext, connection: Connection, tokens: z.output<typeof tokensSchema>): Connection {
  const expiresAt =
    tokens.expires === undefined ? context.clock.now() + (tokens.expires_in ?? 3600) * 1000 : tokens.expires * 1000;
  const renewed = { ...connection, accessToken: tokens.access_token, refreshToken: tokens.refresh_token, expiresAt };
  // `domain` of this answer is the authorisation server; the portal is in `client_endpoint` (read 2026-08-21).
  const endpoint = tokens.client_endpoint;
  if (endpoint === undefined || !context.hosts.isPortal(endpoint)) return renewed;
  return { ...renewed, clientEndpoint: withSlash(endpoint), domain: new URL(endpoint).host };
}

function withSlash(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}
