import type { VoiceCapabilities } from "@callwright/core/ports";
import type { CheckedSettings } from "./check-settings.ts";

/** What VoiceBox can do: it drives the dialog itself; the rest is what the settings vouch for. */
export function toCapabilities({ capabilities }: CheckedSettings): VoiceCapabilities {
  return { mode: "hosted", ...capabilities };
}
