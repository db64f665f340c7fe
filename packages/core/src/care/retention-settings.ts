import { z } from "zod";
import { CallwrightError } from "../errors/index.ts";

/** How long data are kept, in days since what each kind counts from. Absent: for ever. */
export interface RetentionSettings {
  /** Calls with everything about them, since the end of the job. */
  readonly callsDays?: number | null;
  /** Runs of hand-written flows with everything about them, since they took facts no more. */
  readonly runsDays?: number | null;
  /** Journals, snapshots and inputs of effects, since nothing could change any more: status, outcome, times and facts stay. */
  readonly journalsDays?: number | null;
  /** Transcripts and what they are searched by, since they came. */
  readonly transcriptsDays?: number | null;
  /** Recordings, since they came. */
  readonly recordingsDays?: number | null;
  /** Large results of effects, since they came. */
  readonly resultsDays?: number | null;
  /** What effects were charged with, since then. Not shorter than the periods of the budgets. */
  readonly chargesDays?: number | null;
}

/** A kind of data that is kept for a time of its own. */
export type RetentionKind = "calls" | "runs" | "journals" | "transcripts" | "recordings" | "results" | "charges";

/** How long each kind is kept, in milliseconds; absent or `null`: for ever. */
export type KeepMs = Readonly<Partial<Record<RetentionKind, number | null>>>;

const dayMs = 24 * 3_600_000;
const days = z.number().positive().max(36_500).nullable().optional();

/** Settings of retention as they may be given. */
export const retentionSchema = z.strictObject({
  callsDays: days,
  runsDays: days,
  journalsDays: days,
  transcriptsDays: days,
  recordingsDays: days,
  resultsDays: days,
  chargesDays: days,
});

/** The settings in milliseconds. @throws INPUT_INVALID */
export function toKeepMs(given: RetentionSettings): KeepMs {
  const parsed = retentionSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "retention"}: ${issue.message}`);
    throw new CallwrightError("INPUT_INVALID", { flow: "retention", problems });
  }
  const kept = Object.entries(parsed.data).flatMap(([name, kept]) =>
    kept === undefined ? [] : [[name.replace(/Days$/, ""), kept === null ? null : kept * dayMs] as const],
  );
  return Object.fromEntries(kept);
}

/** The other way round: as it was given. */
export function toRetentionSettings(keepMs: KeepMs): RetentionSettings {
  const given = Object.entries(keepMs).map(([kind, ms]) => [`${kind}Days`, ms === null ? null : ms / dayMs] as const);
  return Object.fromEntries(given);
}
