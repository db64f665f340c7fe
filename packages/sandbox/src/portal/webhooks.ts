import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import type { PortalContext } from "./portal-context.ts";
import { clientEndpoint, portalDomain, serverEndpoint } from "./endpoints.ts";
import { issueAccessToken, issueRefreshToken, lifetimeSeconds } from "./oauth.ts";
import { toBracketForm } from "./rest/bracket-form.ts";
import type { Actor } from "./crm/crm-types.ts";
import type { Delivery } from "./state.ts";

/**
 * The `auth` block of what the portal sends. Without an employee it carries no tokens; a refresh token only
 * comes with an installation.
 */
export function toAuthBlock(
  portal: PortalContext,
  userId: number | null,
  withRefresh: boolean,
): Record<string, unknown> {
  const { state } = portal;
  const tokens =
    userId === null
      ? {}
      : {
          access_token: issueAccessToken(portal, userId),
          expires: Math.floor(portal.clock.now() / 1000) + lifetimeSeconds,
          expires_in: lifetimeSeconds,
          user_id: userId,
          ...(withRefresh && { refresh_token: issueRefreshToken(portal, userId) }),
        };
  return {
    ...tokens,
    scope: state.app.scopes.join(","),
    domain: portalDomain(state),
    server_endpoint: serverEndpoint(state),
    status: "L",
    client_endpoint: clientEndpoint(state),
    member_id: state.memberId,
    application_token: state.app.applicationToken,
  };
}

/** Sends one form to a handler, once: the vendor does not repeat. Resolves with the status, or `null` when nobody answered. */
export async function deliver(
  portal: PortalContext,
  kind: Delivery["kind"],
  name: string,
  handler: string,
  form: Readonly<Record<string, unknown>>,
): Promise<number | null> {
  const release = portal.clock.hold();
  const delivery: Delivery = { kind, name, at: portal.clock.now(), status: undefined };
  portal.state.deliveries.push(delivery);
  try {
    delivery.status = await postForm(handler, toBracketForm(form), portal.webhookTimeoutMs);
    return delivery.status;
  } finally {
    release();
  }
}

/** Tells every handler bound to an event. Nothing is sent before the application is installed. */
export function deliverEvent(
  portal: PortalContext,
  event: { readonly name: string; readonly data: Readonly<Record<string, unknown>>; readonly actor: Actor },
): void {
  if (!portal.state.app.installed) return;
  for (const binding of portal.state.eventBindings.filter(({ event: name }) => name === event.name)) {
    const userId = event.actor.userId === null ? null : binding.authUserId || event.actor.userId;
    void deliver(portal, "event", event.name, binding.handler, {
      event: event.name,
      event_handler_id: binding.id,
      data: event.data,
      ts: Math.floor(portal.clock.now() / 1000),
      auth: toAuthBlock(portal, userId, false),
    });
  }
}

/**
 * A connection of its own for every delivery: a kept one may belong to a handler that has died meanwhile,
 * and then a request that nobody lost would be counted as lost.
 */
function postForm(handler: string, body: string, timeoutMs: number): Promise<number | null> {
  return new Promise((resolve) => {
    const request = httpRequest(
      handler,
      {
        method: "POST",
        agent: false,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Bitrix24 Webhook Engine",
        },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response: IncomingMessage) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? null));
        response.on("error", () => resolve(response.statusCode ?? null));
      },
    );
    request.on("error", () => resolve(null));
    request.end(body);
  });
}
