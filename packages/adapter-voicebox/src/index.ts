export { voicebox } from "./voicebox.ts";
export type {
  KeywordDictionary,
  ScenarioTarget,
  VoiceBoxCapabilities,
  VoiceBoxSettings,
  VoiceBoxVoice,
} from "./voicebox-settings.ts";
