import type { HttpClient } from "@callwright/core/adapter-kit";

/** Where a robot's scenario lives at VoiceBox. A person makes both in the vendor's cabinet, once. */
export interface ScenarioTarget {
  /** Name of the scenario document that is published. */
  readonly scenarioId: string;
  /** The uuid of the campaign's HTTP entry point: the launch's `method` (seen; that they are the same is a reading). */
  readonly entryPoint: string;
}

/** A named dictionary of the vendor's account that hears an answer. */
export interface KeywordDictionary {
  readonly name: string;
  readonly id?: string;
}

/** How the robot sounds. */
export interface VoiceBoxVoice {
  /** Seen: `oksana`, `filipp`. Default `oksana`. */
  readonly voice?: string;
  /** Percent. Default 100. */
  readonly speed?: number;
  /** Default `neutral`. */
  readonly emotion?: string;
}

/** What the other side can do beyond what the vendor is known to do. The sandbox can do both. */
export interface VoiceBoxCapabilities {
  /** Calls can be asked after (ours: the vendor has no known way). Default false. */
  readonly lookup?: boolean;
  /** Recording and transcript are sent after the call (ours: the vendor has no known way). Default false. */
  readonly recordingPush?: boolean;
}

/**
 * What VoiceBox needs, once.
 *
 * Source: `docs/adapters/voicebox-wire.md`, which grades every part as seen, reading or ours.
 */
export interface VoiceBoxSettings {
  /** Origin that takes launches. https, or http on loopback. Default `https://voicebox.mtt.ru` (seen). */
  readonly launchUrl?: string;
  /** Origin that takes scenarios. https, or http on loopback. Default `https://voicebox-api.mtt.ru` (seen). */
  readonly manageUrl?: string;
  /** Basic credentials of launches (seen). */
  readonly user: string;
  readonly password: string;
  /** Bearer token of the management interface (seen). */
  readonly token: string;
  /** The vendor account, part of the management interface's addresses (seen). */
  readonly customerId: string;
  /**
   * Mints the token that each call's reports carry; at least 16 characters. Changing it cuts off the calls under way, not the
   * published scenarios.
   */
  readonly secret: string;
  /**
   * Robot id → its scenario, or one per shape of its dialog where input conditions change it. A scenario alone serves the shape
   * `""`. No scenario and no entry point may be named twice.
   */
  readonly scenarios: Readonly<Record<string, ScenarioTarget | Readonly<Record<string, ScenarioTarget>>>>;
  /**
   * Recogniser name → the vendor's dictionary. Default: `yesNo.yes` → Согласие (seen), `yesNo.no` → Отказ (ours: it must be made
   * in the cabinet). What is given here is added to these.
   */
  readonly dictionaries?: Readonly<Record<string, KeywordDictionary>>;
  readonly capabilities?: VoiceBoxCapabilities;
  readonly voice?: VoiceBoxVoice;
  /** Larger recordings are not taken over. Default 100 MB. */
  readonly maxRecordingBytes?: number;
  /** Default: a client of its own, 30 s per request. */
  readonly http?: HttpClient;
}
