import { createSigner } from "@callwright/core/adapter-kit";
import type { Adapter } from "@callwright/core/ports";
import { checkSettings } from "./check-settings.ts";
import { createVoicePort } from "./create-voice-port.ts";
import type { VoiceBoxSettings } from "./voicebox-settings.ts";
import { recordingRoute } from "./webhooks/recording-route.ts";
import { reportRoute } from "./webhooks/report-route.ts";

/**
 * VoiceBox as a hosted voice vendor: publishes robots as scenarios, launches calls, takes their reports.
 *
 * @throws `ENGINE_SETTINGS_INVALID` naming every setting that does not fit.
 * @example
 * voicebox({
 *   user: "shop", password: "…", token: "…", customerId: "1001", secret: "at least sixteen characters",
 *   scenarios: { "visit-reminder": { scenarioId: "17", entryPoint: "7c9e6679-7425-40de-944b-e07fc1f90ae7" } },
 * });
 */
export function voicebox(settings: VoiceBoxSettings): Adapter {
  const checked = checkSettings(settings);
  const signer = createSigner(checked.secret);
  return {
    name: "voicebox",
    contract: 1,
    connect: (host) => ({
      voice: createVoicePort(checked, signer, host),
      routes: [reportRoute(signer, host), recordingRoute(signer, host)],
      close: () => Promise.resolve(),
    }),
  };
}
