import type { CallReport } from "../calls/call-report.ts";
import type { InstallStep } from "./crm.ts";
import type { DialogGraph } from "./dialog-graph.ts";
import type { AccountId, RunId } from "./identity.ts";

/** What a voice vendor can do. */
export interface VoiceCapabilities {
  /** `hosted`: the vendor drives the dialog and reports; `live`: we speak turn by turn. */
  readonly mode: "hosted" | "live";
  /** A call can be asked after. */
  readonly lookup: boolean;
  /** Recording and transcript are sent after the call. */
  readonly recordingPush: boolean;
}

/** A call to be dialed. */
export interface CallLaunch {
  readonly account: AccountId;
  readonly run: RunId;
  readonly robot: string;
  readonly shape: string;
  /** E.164. */
  readonly phone: string;
  /** The words of every node, variables filled in. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What a look-up of a call found. `absent`: the vendor proves that it never got the launch. */
export type CallLookup =
  | { readonly found: false }
  | {
      readonly found: true;
      readonly live: boolean;
      readonly vendorCallId: string | null;
      readonly reports: readonly CallReport[];
    };

/**
 * Places calls and tells what became of them. One implementation per vendor.
 */
export interface VoicePort {
  readonly capabilities: VoiceCapabilities;

  /** Every reason why a dialog cannot be spoken by this vendor, each naming the step. Empty: it can. */
  problemsOf(graphs: readonly DialogGraph[]): readonly string[];

  /** What publishing would do. Reads only. */
  planPublication(account: AccountId, graphs: readonly DialogGraph[]): Promise<readonly InstallStep[]>;

  /**
   * Publishes the scenarios of one robot, one per shape. May be repeated.
   *
   * Errors: `VOICE_CANNOT_COMPILE`, `VOICE_NOT_CONFIGURED`, `VOICE_PUBLISH_FAILED`, `VOICE_SCENARIO_CHANGED`.
   */
  publish(
    account: AccountId,
    graphs: readonly DialogGraph[],
    options?: { readonly overwrite?: boolean },
  ): Promise<readonly InstallStep[]>;

  /**
   * Asks the vendor to dial. Resolves when the vendor has accepted, not when somebody answers.
   *
   * Errors: `VOICE_UNREACHABLE` (after: nothing was sent), `VOICE_NO_LINE` (after), `VOICE_REJECTED` (never),
   * `VOICE_ANSWER_LOST` (the call may ring: looked up, else parked), `VOICE_NOT_CONFIGURED`.
   * Effects: one vendor request, at most once.
   */
  launch(call: CallLaunch): Promise<{ readonly vendorCallId: string | null }>;

  /** Asks after a call. Present exactly when `capabilities.lookup`. */
  lookup?(account: AccountId, run: RunId): Promise<CallLookup>;

  /** Opens a recording that a report named. Errors: `RECORDING_UNAVAILABLE`, `RECORDING_TOO_LARGE` (while reading). */
  openRecording(account: AccountId, run: RunId, url: string): Promise<ReadableStream<Uint8Array>>;
}
