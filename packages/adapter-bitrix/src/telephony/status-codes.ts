import type { NotConnectedCause } from "@callwright/core/calls";

/**
 * What the call history writes for each end of a call.
 *
 * Source: STATUS_CODE of telephony.externalCall.finish, read 2026-08-21.
 */
export const statusCodes: Readonly<Record<"connected" | NotConnectedCause, string>> = {
  connected: "200",
  no_answer: "304",
  busy: "486",
  declined: "603",
  canceled: "603-S",
  invalid_number: "404",
  unreachable: "480",
  network: "503",
  blocked: "423",
  forbidden: "403",
  no_funds: "402",
  provider_error: "OTHER",
  unknown: "OTHER",
};
