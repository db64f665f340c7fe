import type { Adapter } from "@callwright/core/ports";
import { checkSettings, type BitrixLimits, type BitrixSettings } from "./bitrix-settings.ts";
import { connectBitrix } from "./connect-bitrix.ts";
import { adapterName } from "./connection.ts";

export type { BitrixLimits, BitrixSettings };

/**
 * Bitrix24 as CRM and call history, in application mode: automation robots ask for calls, triggers move deals, calls
 * stand in the history. Set the application's handler in Bitrix24 to `<publicUrl>/bitrix/events`.
 *
 * @throws CallwrightError `ENGINE_SETTINGS_INVALID`
 *
 * @example
 * ```ts
 * const crm = bitrix({ app: { clientId: "local.1a2b", clientSecret: process.env.BITRIX_SECRET ?? "" } });
 * ```
 */
export function bitrix(settings: BitrixSettings): Adapter {
  const checked = checkSettings(settings);
  return { name: adapterName, contract: 1, connect: (host) => connectBitrix(checked, host) };
}
