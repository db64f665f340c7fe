import type { PortalContext } from "../portal-context.ts";
import type { Caller } from "./caller.ts";
import type { MethodSpec } from "./method-spec.ts";
import { RestError } from "./rest-error.ts";

/** What a request shows to be let in. */
export type Credentials =
  | { readonly kind: "webhook"; readonly userId: number; readonly code: string }
  | { readonly kind: "token"; readonly token: string | undefined };

/** Finds who stands behind the credentials. @throws the vendor's 401 answers. */
export function authorize(portal: PortalContext, credentials: Credentials): Caller {
  return credentials.kind === "webhook"
    ? authorizeWebhook(portal, credentials.userId, credentials.code)
    : authorizeToken(portal, credentials.token);
}

/** Refuses what the caller may not call. @throws the vendor's answers, which differ from family to family. */
export function checkAccess(spec: MethodSpec, caller: Caller): void {
  if (spec.scope !== undefined && !hasScope(caller.scopes, spec.scope)) {
    const by = caller.kind === "app" ? "access" : "webhook";
    throw new RestError(
      403,
      "insufficient_scope",
      `The request requires higher privileges than provided by the ${by} token`,
    );
  }
  if (spec.context !== undefined && caller.kind !== "app") throw contextError(spec.context);
  if (spec.admin === true && !caller.user.admin) throw adminError(spec.context);
}

/** The narrower scopes of employees open the same methods, with fewer fields at the vendor (docs read 2026-08-21). */
function hasScope(granted: readonly string[], scope: string): boolean {
  return (
    granted.includes(scope) ||
    (scope === "user" && granted.some((name) => name === "user_basic" || name === "user_brief"))
  );
}

function authorizeWebhook(portal: PortalContext, userId: number, code: string): Caller {
  const webhook = portal.state.webhooks.find((known) => known.userId === userId && known.code === code);
  const user = portal.state.users.get(userId);
  if (!webhook || !user?.active) throw new RestError(401, "NO_AUTH_FOUND", "Wrong authorization data");
  return { kind: "webhook", client: `webhook:${webhook.userId}:${webhook.code}`, user, scopes: webhook.scopes };
}

function authorizeToken(portal: PortalContext, token: string | undefined): Caller {
  const grant = token === undefined ? undefined : portal.state.accessTokens.get(token);
  if (!grant) throw new RestError(401, "NO_AUTH_FOUND", "Wrong authorization data");
  if (grant.expiresAt <= portal.clock.now()) {
    throw new RestError(401, "expired_token", "The access token provided has expired.");
  }
  if (!portal.state.app.installed) throw new RestError(401, "ERROR_OAUTH", "Application not installed");
  const user = portal.state.users.get(grant.userId);
  if (!user?.active) throw new RestError(401, "authorization_error", "Unable to authorize user");
  return { kind: "app", client: `app:${portal.state.app.clientId}`, user, scopes: portal.state.app.scopes };
}

function contextError(rule: NonNullable<MethodSpec["context"]>): RestError {
  if (rule === "bizproc") return new RestError(403, "ACCESS_DENIED", "Application context required");
  if (rule === "trigger") return new RestError(400, "ACCESS_DENIED", "Access denied! Application context required");
  return new RestError(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method");
}

function adminError(rule: MethodSpec["context"]): RestError {
  if (rule === "trigger") return new RestError(400, "ACCESS_DENIED", "Access denied! Admin permissions required");
  return new RestError(403, "ACCESS_DENIED", "Access denied!");
}
