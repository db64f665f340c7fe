import type { Signer } from "@callwright/core/adapter-kit";
import type { AdapterHost, VoicePort } from "@callwright/core/ports";
import { launchCall } from "./calls/launch-call.ts";
import { lookUpCall } from "./calls/look-up-call.ts";
import { openRecording } from "./calls/open-recording.ts";
import { toCapabilities } from "./capabilities.ts";
import type { CheckedSettings } from "./check-settings.ts";
import { problemsOf } from "./compile/problems-of.ts";
import { planScenarios } from "./publish/plan-scenarios.ts";
import { publishScenarios } from "./publish/publish-scenarios.ts";

/** The voice port of VoiceBox. One vendor account serves every account of the engine. */
export function createVoicePort(settings: CheckedSettings, signer: Signer, host: AdapterHost): VoicePort {
  const capabilities = toCapabilities(settings);
  return {
    capabilities,
    problemsOf: (graphs) => [...new Set(graphs.flatMap((graph) => problemsOf(graph, settings.dictionaries)))],
    planPublication: async (_account, graphs) =>
      (await planScenarios(settings, host.publicUrl, graphs)).map(({ step }) => step),
    publish: (_account, graphs, options) => publishScenarios(settings, host.publicUrl, graphs, options),
    launch: (call) => launchCall(settings, signer, host.publicUrl, call),
    ...(capabilities.lookup ? { lookup: (_account, run) => lookUpCall(settings, host.clock, run) } : {}),
    openRecording: (_account, run, url) => openRecording(settings, run, url),
  };
}
