import type { ClockPort } from "@callwright/core/ports";

/** How a portal on localhost is set up. */
export interface PortalSettings {
  /** Time of everything: dates in the CRM, lives of tokens, limits, withheld answers. */
  readonly clock: ClockPort;
  readonly app: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** Where the installation is announced; handlers of robots must be on the same host. */
    readonly handlerUrl: string;
    /** Default: crm, bizproc, telephony, call, user, placement. */
    readonly scopes?: readonly string[];
  };
  /** Seed of ids, tokens and delays. Default 1. */
  readonly seed?: number;
  /**
   * Each REST request is executed on arrival and its answer then withheld this long, so the write of a caller
   * that dies while waiting stands. Default: not at all.
   */
  readonly latencyMs?: { readonly min: number; readonly max: number };
  /** Whether intensity and operating time are limited. Default on: 50 requests, draining 2 per second; 480 s per 10 minutes. */
  readonly limits?: "on" | "off";
  /** How long a handler may take to answer, on the real clock. Default 30 000. */
  readonly webhookTimeoutMs?: number;
  /** Time zone of the portal. Default Europe/Moscow. */
  readonly timeZone?: string;
}
