import type { CallReport, DialogExit, NotConnectedCause, TranscriptTurn } from "../../calls/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { Inbox } from "../../ports/adapter.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { RunId } from "../../ports/identity.ts";
import type { CallLaunch, CallLookup, VoicePort } from "../../ports/voice.ts";

/** How the fake vendor answers its next launches. */
export type LaunchBehaviour = "accept" | "unreachable" | "answerLost" | "noLine" | "rejected";

/** A hosted voice vendor in memory: the test plays its reports. */
export class FakeVoice implements VoicePort {
  readonly capabilities: VoicePort["capabilities"];
  readonly launches: CallLaunch[] = [];
  behaviour: LaunchBehaviour = "accept";
  /** What a look-up finds, by run. */
  readonly lookups = new Map<RunId, CallLookup>();
  readonly lookup?: (account: string, run: RunId) => Promise<CallLookup>;
  readonly #clock: ClockPort;
  #inbox: Inbox | undefined;

  constructor(clock: ClockPort, capabilities: { readonly lookup: boolean; readonly recordingPush: boolean }) {
    this.#clock = clock;
    this.capabilities = { mode: "hosted", ...capabilities };
    if (capabilities.lookup) this.lookup = async (_, run) => this.lookups.get(run) ?? { found: false };
  }

  /** Called by the adapter that carries it. */
  connect(inbox: Inbox): void {
    this.#inbox = inbox;
  }

  problemsOf(): readonly string[] {
    return [];
  }

  async planPublication(): Promise<readonly never[]> {
    return [];
  }

  async publish(): Promise<readonly never[]> {
    return [];
  }

  async launch(call: CallLaunch): Promise<{ readonly vendorCallId: string | null }> {
    const { run } = call;
    if (this.behaviour === "unreachable") throw new CallwrightError("VOICE_UNREACHABLE", { run });
    if (this.behaviour === "noLine") throw new CallwrightError("VOICE_NO_LINE", { run });
    if (this.behaviour === "rejected") throw new CallwrightError("VOICE_REJECTED", { run, status: 400 });
    this.launches.push(call);
    if (this.behaviour === "answerLost") throw new CallwrightError("VOICE_ANSWER_LOST", { run });
    return { vendorCallId: `fake-${this.launches.length}` };
  }

  async openRecording(): Promise<ReadableStream<Uint8Array>> {
    return new Blob([new Uint8Array(1_600)]).stream();
  }

  /** The client picks up. */
  answers(run: RunId): Promise<"applied" | "duplicate"> {
    return this.report(run, "answered", { type: "call.answered", by: "unknown", at: this.#clock.now() });
  }

  /** The call does not connect. */
  doesNotConnect(run: RunId, cause: NotConnectedCause = "no_answer"): Promise<"applied" | "duplicate"> {
    return this.report(run, "notConnected", { type: "call.not-connected", cause, at: this.#clock.now() });
  }

  /** The dialog leaves a node. */
  leaves(run: RunId, node: string, exit: DialogExit): Promise<"applied" | "duplicate"> {
    return this.report(run, `left:${node}`, { type: "dialog.left", node, exit, at: this.#clock.now() });
  }

  /** Recording and transcript arrive. */
  sendsRecording(run: RunId, transcript: readonly TranscriptTurn[]): Promise<"applied" | "duplicate"> {
    const report: CallReport = {
      type: "recording.ready",
      url: "http://127.0.0.1/recording.wav",
      mediaType: "audio/wav",
      durationMs: 5_000,
      transcriptBlob: null,
      at: this.#clock.now(),
    };
    return this.report(run, "recording", report, transcript);
  }

  /** Any report; the same key twice is a repetition. */
  async report(
    run: RunId,
    key: string,
    report: CallReport,
    transcript?: readonly TranscriptTurn[],
  ): Promise<"applied" | "duplicate"> {
    if (!this.#inbox) throw new Error("the fake voice vendor is not connected to an engine");
    return this.#inbox.reported({
      run,
      dedupeKey: `fake:${run}:${key}`,
      report,
      ...(transcript ? { transcript } : {}),
    });
  }
}
