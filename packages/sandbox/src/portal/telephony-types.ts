/** A call that the application has registered. */
export interface ExternalCall {
  readonly callId: string;
  readonly dedupeKey: string;
  readonly registeredAt: number;
  readonly phoneNumber: string;
  readonly type: number;
  userId: number;
  readonly lineNumber: string;
  readonly externalCallId: string | null;
  readonly startedAt: number;
  readonly entityType: "CONTACT" | "COMPANY" | "LEAD" | null;
  readonly entityId: number | null;
  readonly createdLeadId: number | null;
  statistic: CallStatistic | undefined;
}

/** The row that a finished call leaves in the statistics. */
export interface CallStatistic {
  readonly id: number;
  readonly finishedAt: number;
  readonly durationSeconds: number;
  readonly statusCode: string;
  readonly failedReason: string;
  readonly cost: string;
  readonly costCurrency: string;
  readonly vote: string | null;
  readonly activityId: number | null;
  recordUrl: string | null;
  recordFileId: number | null;
  transcriptId: number | null;
}

/** A recording that the portal has stored. */
export interface StoredFile {
  readonly id: number;
  readonly callId: string;
  readonly activityId: number | null;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly downloadToken: string;
}

/** One turn of an attached transcription, in seconds from the start of the call. */
export interface TranscriptTurn {
  readonly side: "User" | "Client";
  readonly startTime: number;
  readonly stopTime: number;
  readonly message: string;
}

/** A transcription as the application has attached it. */
export interface Transcript {
  readonly id: number;
  readonly callId: string;
  readonly activityId: number | null;
  readonly turns: readonly TranscriptTurn[];
}
