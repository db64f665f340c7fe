import { clientEndpoint, portalDomain, serverEndpoint } from "./endpoints.ts";
import type { PortalContext } from "./portal-context.ts";
import { parseBracketForm } from "./rest/bracket-form.ts";
import { isTree, textOf } from "./rest/tree.ts";
import type { Tree } from "./rest/tree.ts";

/** Life of an access token. Units: seconds. Source: docs read 2026-08-21. */
export const lifetimeSeconds = 3600;

/** Life of a refresh token that nobody uses: 180 days. Source: docs read 2026-08-21. */
const refreshLifetimeMs = 180 * 86_400_000;

/** Makes an access token in the name of an employee. */
export function issueAccessToken(portal: PortalContext, userId: number): string {
  const token = portal.ids.hex(64);
  portal.state.accessTokens.set(token, { userId, expiresAt: portal.clock.now() + lifetimeSeconds * 1000 });
  return token;
}

/** Makes a refresh token in the name of an employee. */
export function issueRefreshToken(portal: PortalContext, userId: number): string {
  const token = portal.ids.hex(64);
  portal.state.refreshTokens.set(token, { userId, expiresAt: portal.clock.now() + refreshLifetimeMs });
  return token;
}

/** Serves `/oauth/token/`: refreshes a pair of tokens. The refresh token rotates: the one used dies at once. */
export async function handleTokenRequest(portal: PortalContext, request: Request): Promise<Response> {
  const params = await readParams(request);
  const { app } = portal.state;
  const grantType = textOf(params, "grant_type");
  if (grantType !== "refresh_token") {
    return refuse(
      400,
      "invalid_request",
      grantType ? `Unsupported grant type "${grantType}"` : 'No "grant_type" parameter found',
    );
  }
  // The one error of the OAuth server that comes with HTTP 200 (docs read 2026-08-21).
  if (textOf(params, "client_id") !== app.clientId) return refuse(200, "wrong_client", "Client not found");
  if (textOf(params, "client_secret") !== app.clientSecret)
    return refuse(401, "invalid_client", "Client secret is wrong");
  const refreshToken = textOf(params, "refresh_token");
  if (refreshToken === undefined) return refuse(400, "invalid_request", 'No "refresh_token" parameter found');
  const grant = portal.state.refreshTokens.get(refreshToken);
  if (!grant || grant.expiresAt <= portal.clock.now() || !app.installed) {
    return refuse(400, "invalid_grant", "The provided refresh token is invalid, expired or revoked");
  }
  portal.state.refreshTokens.delete(refreshToken);
  return Response.json(toTokenAnswer(portal, grant.userId));
}

/** Serves `app.info` of the OAuth server: what a token is worth, told by the only party that is trusted. */
export async function handleServerAppInfo(portal: PortalContext, request: Request): Promise<Response> {
  const { state, clock } = portal;
  const grant = state.accessTokens.get(textOf(await readParams(request), "auth") ?? "");
  if (!grant) return refuse(401, "NO_AUTH_FOUND", "Wrong authorization data");
  if (grant.expiresAt <= clock.now()) return refuse(401, "expired_token", "The access token provided has expired.");
  const scope = state.app.scopes.join(",");
  const result = {
    client_id: state.app.clientId,
    scope,
    expires: Math.floor(grant.expiresAt / 1000),
    install: {
      installed: state.app.installed,
      version: "1",
      status: "L",
      scope,
      domain: portalDomain(state),
      uri: state.app.handlerUrl,
      client_endpoint: clientEndpoint(state),
      member_id: state.memberId,
      member_type: "B24",
    },
    user_id: grant.userId,
  };
  return Response.json({ result });
}

function toTokenAnswer(portal: PortalContext, userId: number): Record<string, unknown> {
  const { state, clock } = portal;
  return {
    access_token: issueAccessToken(portal, userId),
    expires: Math.floor(clock.now() / 1000) + lifetimeSeconds,
    expires_in: lifetimeSeconds,
    scope: state.app.scopes.join(","),
    // The OAuth server, not the portal (docs read 2026-08-21).
    domain: portalDomain(state),
    server_endpoint: serverEndpoint(state),
    status: "L",
    client_endpoint: clientEndpoint(state),
    member_id: state.memberId,
    user_id: userId,
    refresh_token: issueRefreshToken(portal, userId),
  };
}

async function readParams(request: Request): Promise<Tree> {
  const query = parseBracketForm(new URL(request.url).search.slice(1));
  if (request.method !== "POST") return query;
  const text = await request.text();
  if (!(request.headers.get("content-type") ?? "").includes("json")) return { ...query, ...parseBracketForm(text) };
  try {
    const body: unknown = JSON.parse(text);
    return isTree(body) ? { ...query, ...body } : query;
  } catch {
    return query;
  }
}

function refuse(status: number, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status });
}
