import type { CallReport, DialogExit } from "../../../src/calls/index.ts";
import { FakeVoice, type VirtualClock } from "../../../src/testing/index.ts";

/** How the one client of a scripted vendor behaves in every call. */
export type ScriptedClient = "yes" | "noAnswer" | "hangup";

type Launch = Parameters<FakeVoice["launch"]>[0];

interface Step {
  readonly afterMs: number;
  readonly key: string;
  report(at: number): CallReport;
}

const left = (afterMs: number, node: string, exit: DialogExit): Step => ({
  afterMs,
  key: `left:${node}`,
  report: (at) => ({ type: "dialog.left", node, exit, at }),
});
const answered: Step = {
  afterMs: 4_000,
  key: "answered",
  report: (at) => ({ type: "call.answered", by: "unknown", at }),
};
const recording: Step = {
  afterMs: 12_000,
  key: "recording",
  report: (at) => ({
    type: "recording.ready",
    url: "http://127.0.0.1/1.wav",
    mediaType: "audio/wav",
    durationMs: 6_000,
    transcriptBlob: null,
    at,
  }),
};

const scripts: Readonly<Record<ScriptedClient, readonly Step[]>> = {
  yes: [answered, left(8_000, "ask", "answer:yes"), left(10_000, "thank", "said"), recording],
  hangup: [answered, left(6_000, "ask", "hungUp"), { ...recording, afterMs: 8_000 }],
  noAnswer: [
    { afterMs: 20_000, key: "notConnected", report: (at) => ({ type: "call.not-connected", cause: "unknown", at }) },
  ],
};

/**
 * A vendor that dials what is launched and plays its client by the clock. A report is sent once, whoever listens; what was sent
 * can be looked up.
 */
export class ScriptedVoice extends FakeVoice {
  readonly #clock: VirtualClock;
  readonly #client: ScriptedClient;

  constructor(clock: VirtualClock, client: ScriptedClient, capabilities: { readonly lookup: boolean }) {
    super(clock, { ...capabilities, recordingPush: true });
    this.#clock = clock;
    this.#client = client;
  }

  override async launch(call: Launch): Promise<{ readonly vendorCallId: string | null }> {
    const receipt = await super.launch(call);
    const script = scripts[this.#client];
    const told: CallReport[] = [];
    this.#remember(call.run, told, true);
    for (const step of script) {
      this.#clock.at(this.#clock.now() + step.afterMs, () => {
        const report = step.report(this.#clock.now());
        told.push(report);
        this.#remember(call.run, told, step !== script.at(-1));
        const transcript =
          report.type === "recording.ready"
            ? [{ speaker: "client" as const, text: "да", atMs: 0, untilMs: 500 }]
            : undefined;
        void this.report(call.run, step.key, report, transcript).catch(() => undefined);
      });
    }
    return receipt;
  }

  #remember(run: string, reports: readonly CallReport[], live: boolean): void {
    this.lookups.set(run, { found: true, live, vendorCallId: "scripted", reports: [...reports] });
  }
}
