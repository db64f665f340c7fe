import { CallwrightError, type HttpClient } from "@callwright/core/adapter-kit";
import type { AccountId } from "@callwright/core/ports";
import { z } from "zod";

/** How many requests a portal takes. */
export interface BitrixLimits {
  /** Requests that may go at once after a quiet time. */
  readonly capacity: number;
  /** Further requests per second. */
  readonly drainPerSecond: number;
}

/** What the Bitrix24 adapter needs. Given once. */
export interface BitrixSettings {
  /** The application as registered in Bitrix24. The secret goes to the hosts of `oauthHosts` only. */
  readonly app: { readonly clientId: string; readonly clientSecret: string };

  /**
   * Hosts that may act as Bitrix24's authorisation server. A loopback host listed here may be reached over plain http,
   * as a portal too: for a sandbox on this machine.
   *
   * Default: `oauth.bitrix.info` and `oauth.bitrix24.tech`.
   * Source: OAuth pages of the English and of the Russian documentation, read 2026-08-21.
   */
  readonly oauthHosts?: readonly string[];

  /**
   * Names the account of a portal at its first installation. Default: the portal's `memberId`, which survives
   * renames.
   */
  readonly accountId?: (portal: { readonly memberId: string; readonly domain: string }) => AccountId;

  /**
   * How fast one portal is asked; requests above it wait. `off` sends at once.
   *
   * Default: 50 at once and 2 per second, every plan but Enterprise (there 250 and 5).
   * Source: limits page of the REST documentation, read 2026-08-21.
   */
  readonly limits?: BitrixLimits | "off";

  /** An own HTTP client, e.g. one that goes through a proxy. It must neither follow redirects nor repeat requests. */
  readonly http?: HttpClient;

  /** How long one request may take. Default: 30,000. Uploads of recordings have four times as long. */
  readonly timeoutMs?: number;
}

/** Settings with defaults filled in. */
export interface CheckedSettings {
  readonly app: { readonly clientId: string; readonly clientSecret: string };
  readonly oauthHosts: readonly string[];
  readonly accountId: (portal: { readonly memberId: string; readonly domain: string }) => AccountId;
  readonly limits: BitrixLimits | "off";
  readonly http: HttpClient | undefined;
  readonly timeoutMs: number;
}

const isFunction = (value: unknown): boolean => typeof value === "function";

const settingsSchema = z.strictObject({
  app: z.strictObject({ clientId: z.string().min(1), clientSecret: z.string().min(1) }),
  oauthHosts: z
    .array(z.string().regex(/^[a-z0-9.:[\]-]+$/, "must be a host name in lower case, without protocol and path"))
    .min(1)
    .optional(),
  accountId: z.custom<CheckedSettings["accountId"]>(isFunction, "must be a function").optional(),
  limits: z
    .union([
      z.literal("off"),
      z.strictObject({ capacity: z.number().int().positive(), drainPerSecond: z.number().positive() }),
    ])
    .optional(),
  http: z
    .custom<HttpClient>(
      (value) => typeof value === "object" && value !== null && isFunction((value as Partial<HttpClient>).request),
      "must be an HttpClient",
    )
    .optional(),
  timeoutMs: z.number().int().positive().optional(),
});

/**
 * Checks settings and fills in the defaults.
 *
 * @throws CallwrightError `ENGINE_SETTINGS_INVALID`
 */
export function checkSettings(settings: BitrixSettings): CheckedSettings {
  const checked = settingsSchema.safeParse(settings);
  if (!checked.success) {
    const problems = checked.error.issues.map((issue) => `bitrix.${issue.path.join(".")}: ${issue.message}`);
    throw new CallwrightError("ENGINE_SETTINGS_INVALID", { problems });
  }
  const given = checked.data;
  return {
    app: given.app,
    oauthHosts: given.oauthHosts ?? ["oauth.bitrix.info", "oauth.bitrix24.tech"],
    accountId: given.accountId ?? (({ memberId }) => memberId),
    limits: given.limits ?? { capacity: 50, drainPerSecond: 2 },
    http: given.http,
    timeoutMs: given.timeoutMs ?? 30_000,
  };
}
