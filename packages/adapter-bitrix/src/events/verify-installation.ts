import { CallwrightError, type FormTree, type HttpAnswer, type HttpClient } from "@callwright/core/adapter-kit";
import type { ClockPort } from "@callwright/core/ports";
import { z } from "zod";
import type { CheckedSettings } from "../bitrix-settings.ts";
import type { Connection } from "../connection.ts";
import { idSchema } from "../rest/parse-result.ts";
import type { TrustedHosts } from "../trusted-hosts.ts";
import { readFields } from "./event-form.ts";
import { eventsPath } from "./paths.ts";

/** What checking an installation needs. */
export interface InstallationCheck {
  readonly settings: CheckedSettings;
  readonly hosts: TrustedHosts;
  readonly http: HttpClient;
  readonly clock: ClockPort;
}

const endpoint = z.url().transform((address) => (address.endsWith("/") ? address : `${address}/`));

const claimSchema = z.object({
  auth: z.object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
    /** Seconds since the epoch. */
    expires: z.coerce.number().int().positive().optional(),
    domain: z.string().min(1),
    client_endpoint: endpoint,
    // Was left out by the vendor for a while in 2024.
    server_endpoint: endpoint.optional(),
    member_id: z.string().min(1),
    application_token: z.string().min(1),
    user_id: z.coerce.number().int().positive().optional(),
  }),
});

type Claim = z.output<typeof claimSchema>["auth"];

const appInfoSchema = z.object({
  client_id: z.string(),
  install: z.object({ member_id: z.string(), client_endpoint: z.url() }),
  user_id: z
    .union([idSchema.transform(Number), z.null()])
    .optional()
    .catch(undefined),
});

/**
 * The connection that an installation brings, once the authorisation server has confirmed it.
 *
 * An event carries no signature, and at an installation there is no token yet to compare with. So the server that
 * issued the tokens is asked whom they belong to; it must be one of ours, or else anybody could vouch for himself.
 *
 * Errors: `WEBHOOK_MALFORMED`, `WEBHOOK_NOT_AUTHENTIC`; `CRM_UNREACHABLE` when the server could not be asked.
 */
export async function verifyInstallation(check: InstallationCheck, form: FormTree): Promise<Connection> {
  const claim = readFields(claimSchema, form, eventsPath).auth;
  const serverEndpoint = claim.server_endpoint ?? check.hosts.defaultServer;
  const mayBeAsked = check.hosts.isAuthorisationServer(serverEndpoint) && check.hosts.isPortal(claim.client_endpoint);
  if (!mayBeAsked) throw notAuthentic();
  const info = readAppInfo(await askAppInfo(check, claim, serverEndpoint), claim.member_id);
  const portal = new URL(claim.client_endpoint);
  const isConfirmed =
    info.client_id === check.settings.app.clientId &&
    info.install.member_id === claim.member_id &&
    new URL(info.install.client_endpoint).host === portal.host &&
    [portal.host, portal.hostname].includes(claim.domain.toLowerCase());
  if (!isConfirmed) throw notAuthentic();
  return {
    memberId: claim.member_id,
    domain: claim.domain,
    clientEndpoint: claim.client_endpoint,
    serverEndpoint,
    accessToken: claim.access_token,
    refreshToken: claim.refresh_token,
    expiresAt: claim.expires === undefined ? check.clock.now() + 3_600_000 : claim.expires * 1000,
    applicationToken: claim.application_token,
    userId: info.user_id ?? claim.user_id ?? null,
    installedRobots: {},
  };
}

async function askAppInfo(check: InstallationCheck, claim: Claim, serverEndpoint: string): Promise<HttpAnswer> {
  try {
    return await check.http.request({
      method: "POST",
      url: `${serverEndpoint}app.info`,
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
      body: new URLSearchParams({ auth: claim.access_token }).toString(),
      timeoutMs: check.settings.timeoutMs,
    });
  } catch (cause) {
    throw unreachable(claim.member_id, { cause });
  }
}

function readAppInfo(answer: HttpAnswer, memberId: string): z.output<typeof appInfoSchema> {
  if (answer.status >= 500 || answer.status === 429) throw unreachable(memberId, { status: answer.status });
  const body = answer.json();
  const info = appInfoSchema.safeParse(
    typeof body === "object" && body !== null && "result" in body ? body.result : body,
  );
  if (!info.success) throw notAuthentic();
  return info.data;
}

function unreachable(
  account: string,
  trouble: { readonly cause?: unknown; readonly status?: number },
): CallwrightError {
  const { cause, ...status } = trouble;
  return new CallwrightError("CRM_UNREACHABLE", { account, operation: "app.info", ...status }, { cause });
}

function notAuthentic(): CallwrightError {
  return new CallwrightError("WEBHOOK_NOT_AUTHENTIC", { path: eventsPath });
}
