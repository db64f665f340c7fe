import type { CallReport, DialogExit, NotConnectedCause, TranscriptTurn } from "../../calls/index.ts";
import type { Inbox } from "../../ports/adapter.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { RunId } from "../../ports/identity.ts";
import type { CallLaunch, CallLookup, VoicePort } from "../../ports/voice.ts";
/** How the fake vendor answers its next launches. */
export type LaunchBehaviour = "accept" | "unreachable" | "answerLost" | "noLine" | "rejected";
/** A hosted voice vendor in memory: the test plays its reports. */
export declare class FakeVoice implements VoicePort {
    #private;
    readonly capabilities: VoicePort["capabilities"];
    readonly launches: CallLaunch[];
    behaviour: LaunchBehaviour;
    /** What a look-up finds, by run. */
    readonly lookups: Map<string, CallLookup>;
    readonly lookup?: (account: string, run: RunId) => Promise<CallLookup>;
    constructor(clock: ClockPort, capabilities: {
        readonly lookup: boolean;
        readonly recordingPush: boolean;
    });
    /** Called by the adapter that carries it. */
    connect(inbox: Inbox): void;
    problemsOf(): readonly string[];
    planPublication(): Promise<readonly never[]>;
    publish(): Promise<readonly never[]>;
    launch(call: CallLaunch): Promise<{
        readonly vendorCallId: string | null;
    }>;
    openRecording(): Promise<ReadableStream<Uint8Array>>;
    /** The client picks up. */
    answers(run: RunId): Promise<"applied" | "duplicate">;
    /** The call does not connect. */
    doesNotConnect(run: RunId, cause?: NotConnectedCause): Promise<"applied" | "duplicate">;
    /** The dialog leaves a node. */
    leaves(run: RunId, node: string, exit: DialogExit): Promise<"applied" | "duplicate">;
    /** Recording and transcript arrive. */
    sendsRecording(run: RunId, transcript: readonly TranscriptTurn[]): Promise<"applied" | "duplicate">;
    /** Any report; the same key twice is a repetition. */
    report(run: RunId, key: string, report: CallReport, transcript?: readonly TranscriptTurn[]): Promise<"applied" | "duplicate">;
}
