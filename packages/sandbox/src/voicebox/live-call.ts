import type { AnsweringClient, ClientScript } from "../clients/client-script.ts";
import type { CallRecord, SentMessage, SpokenTurn } from "./call-record.ts";
import type { Scenario } from "./scenario.ts";
import type { VoiceBoxPace } from "./voicebox-settings.ts";
import type { WorkTime } from "./work-time.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** The record of a call while it is being written. */
export type OpenRecord = Omit<Writable<CallRecord>, "reports" | "recording"> & {
  reports: Writable<SentMessage>[];
  recording: Writable<SentMessage> | null;
};

/** A call under way: its record, and what only the execution needs. */
export interface LiveCall {
  readonly record: OpenRecord;
  readonly scenario: Scenario;
  readonly variables: Map<string, string>;
  readonly pace: Required<VoiceBoxPace>;
  readonly work: WorkTime;
  /** Where this VoiceBox was reached at launch; the recording's address begins with it. */
  readonly origin: string;
  /** Fires when the VoiceBox is closed. */
  readonly stopped: AbortSignal;
  /** Who picks up at this number, asked at the moment of ringing. */
  readonly whoPicksUp: (number: string) => ClientScript;
  /** The client on the line; undefined before the answer and after the hang-up. */
  client: AnsweringClient | undefined;
  /** The moment when the client hung up. */
  hungUpAt: number | undefined;
  /** Prompts and announcements spoken so far. */
  prompts: number;
  messages: number;
}

/** Writes into the transcript what somebody says, from now on. */
export function recordTurn(call: LiveCall, speaker: SpokenTurn["speaker"], text: string, durationMs: number): void {
  const atMs = call.work.now() - (call.record.answeredAt ?? call.work.now());
  call.record.transcript.push({ speaker, text, atMs, untilMs: atMs + durationMs });
}

/** Closes the line from the client's side. */
export function hangUp(call: LiveCall): void {
  call.client = undefined;
  call.hungUpAt = call.work.now();
}
