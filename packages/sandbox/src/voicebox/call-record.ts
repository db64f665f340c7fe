/** One turn of a conversation. Times count from the moment of the answer. */
export interface SpokenTurn {
  readonly speaker: "robot" | "client";
  readonly text: string;
  readonly atMs: number;
  readonly untilMs: number;
}

/** A message that the call sent. It is sent once. */
export interface SentMessage {
  /** The body as sent; parsed where it is JSON. */
  readonly body: unknown;
  readonly at: number;
  /** Whether a 2xx came back. False while under way. */
  readonly delivered: boolean;
  /** The HTTP status that came back, null when none did. */
  readonly status: number | null;
}

/** What the sandbox knows about a call, for tests and for the look-up. */
export interface CallRecord {
  readonly callId: string;
  /** The variable `runId` of the launch. */
  readonly runId: string | undefined;
  readonly number: string;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  /** The moment when the line was closed; set when the scenario has come to its end too. */
  readonly endedAt: number | null;
  readonly status: "ringing" | "talking" | "ended";
  /** Names of the scenario's states in the order in which they were executed. */
  readonly path: readonly string[];
  /** Texts that began to be spoken to the client. */
  readonly heard: readonly string[];
  readonly transcript: readonly SpokenTurn[];
  /** What the scenario's HTTPRequest states sent, in order. */
  readonly reports: readonly SentMessage[];
  /** The message with recording and transcript; null before it is sent, and where none is sent. */
  readonly recording: SentMessage | null;
}
