import type { EndCause, NotConnectedCause, Reached } from "./causes.ts";

/** One turn of a conversation. Times count from the moment of the answer. */
export interface TranscriptTurn {
  readonly speaker: "robot" | "client";
  readonly text: string;
  readonly atMs: number;
  readonly untilMs: number;
}

/**
 * Names how a dialog left a node.
 *
 * Shape: where something was spoken `said`; where something was listened for `answer:<name>`, `value`, `noInput`, `noMatch`; an effect
 * `done`, `failed`; a transfer `connected`, `busy`, `noAnswer`, `declined`, `closed`, `failed`; a passage led by a language model `done`,
 * `gaveUp`, `limit`, `failed`; a branch `way:<index>`; the border of a sub-dialog `set`; where anything was waited for `hungUp`.
 */
export type DialogExit =
  | "said"
  | "noInput"
  | "noMatch"
  | "hungUp"
  | "value"
  | "done"
  | "failed"
  | "connected"
  | "busy"
  | "noAnswer"
  | "declined"
  | "closed"
  | "gaveUp"
  | "limit"
  | "set"
  | `answer:${string}`
  | `way:${number}`;

/** The called side picked up. */
export interface AnsweredReport {
  readonly type: "call.answered";
  readonly by: Reached;
  readonly at: number;
}

/** The call was dialed and did not connect. */
export interface NotConnectedReport {
  readonly type: "call.not-connected";
  readonly cause: NotConnectedCause;
  readonly at: number;
}

/** A hosted dialog left a node of its graph. */
export interface DialogLeftReport {
  readonly type: "dialog.left";
  readonly node: string;
  readonly exit: DialogExit;
  readonly at: number;
}

/** The connection is over. */
export interface CallEndedReport {
  readonly type: "call.ended";
  readonly cause: EndCause;
  readonly at: number;
}

/** A recording, a transcript, or both have come. The transcript is a reference to a blob that holds the turns as JSON. */
export interface RecordingReport {
  readonly type: "recording.ready";
  readonly url: string | null;
  readonly mediaType: string;
  readonly durationMs: number;
  readonly transcriptBlob: string | null;
  readonly at: number;
}

/** What a voice vendor can tell about a call, in our words. `at` is when we learned it, in ms since the epoch. */
export type CallReport = AnsweredReport | NotConnectedReport | DialogLeftReport | CallEndedReport | RecordingReport;
