export {
  clientScriptSchema,
  type AnsweringClient,
  type ClientScript,
  type ClientTurn,
} from "./clients/client-script.ts";
export {
  expectedEnding,
  visitReminderRules,
  type DialogRules,
  type ExpectedEnding,
} from "./clients/expected-ending.ts";
export { namedClient, namedClientKinds, type NamedClientKind } from "./clients/named-clients.ts";
export { randomClient } from "./clients/random-client.ts";
export { createPortal, type Portal } from "./portal/create-portal.ts";
export type { PortalLogEntry } from "./portal/portal-log.ts";
export type { PortalSettings } from "./portal/portal-settings.ts";
export { seededRandom } from "./seeded-random.ts";
export type { CallRecord } from "./voicebox/call-record.ts";
export { createVoiceBox, type VoiceBox } from "./voicebox/create-voicebox.ts";
export type { RingingCall, VoiceBoxPace, VoiceBoxSettings } from "./voicebox/voicebox-settings.ts";
