import type { NotConnectedCause } from "../calls/causes.ts";
import type { TranscriptTurn } from "../calls/call-report.ts";
import type { Subject } from "./identity.ts";
/** A call to be written into the CRM's history. */
export interface CallToLog {
    /** Unique per attempt; finds the call again. */
    readonly mark: string;
    /** E.164. */
    readonly phone: string;
    readonly direction: "outbound" | "inbound";
    readonly startedAt: number;
    /** The person it is written to: contact, company or lead; `null`: by the number alone. */
    readonly person: Subject | null;
    readonly responsibleId: string;
}
/** A call as the CRM's history holds it. */
export interface LoggedCall {
    /** The history's own name of the call. */
    readonly callId: string;
    /** Set once it was closed. */
    readonly activityId: string | null;
    readonly hasRecording: boolean;
    readonly hasTranscript: boolean;
}
/**
 * The CRM's call history. Order of life: open → close → link → recording → transcript.
 * Errors: those of the CRM port.
 */
export interface CallLogPort {
    /** Opens an entry. The same mark soon after gives the same call (Bitrix24: within 30 minutes). */
    openCall(call: CallToLog): Promise<{
        readonly callId: string;
    }>;
    /** Closes an entry: it becomes an activity. Once; look up first after an interruption. */
    closeCall(call: {
        readonly callId: string;
        readonly responsibleId: string;
        readonly durationSeconds: number;
        readonly result: "connected" | NotConnectedCause;
    }): Promise<{
        readonly activityId: string;
    }>;
    /** Binds the activity to a further item, e.g. the deal. "Already bound" is success. */
    linkActivity(activityId: string, subject: Subject): Promise<void>;
    /** Uploads a recording, streamed. `fileName` ends with .wav or .mp3. */
    attachRecording(callId: string, fileName: string, content: ReadableStream<Uint8Array>): Promise<void>;
    /** Attaches a transcript. */
    attachTranscript(callId: string, turns: readonly TranscriptTurn[]): Promise<void>;
    /** What the history knows of a closed call. */
    findCall(callId: string): Promise<LoggedCall | undefined>;
}
