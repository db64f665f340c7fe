import type { CallReport, DialogExit } from "./call-report.ts";
import type { EndCause, NotConnectedCause, Reached } from "./causes.ts";

/** What is known about a call. Revisable; never an outcome. Times in ms since the epoch. */
export interface CallFacts {
  readonly answeredAt: number | null;
  /** When the last thing happened in the connected call. */
  readonly endedAt: number | null;
  readonly reached: Reached | null;
  /** Why it did not connect; `null` as soon as anything shows that it did. */
  readonly notConnected: NotConnectedCause | null;
  readonly endCause: EndCause | null;
  readonly recording: { readonly url: string | null; readonly mediaType: string; readonly durationMs: number } | null;
  /** The transcript's blob: JSON of `TranscriptTurn[]`. */
  readonly transcriptBlob: string | null;
}

/** A call of which nothing is known yet. */
export const noFacts: CallFacts = {
  answeredAt: null,
  endedAt: null,
  reached: null,
  notConnected: null,
  endCause: null,
  recording: null,
  transcriptBlob: null,
};

/** What is known about a call after any set of reports, in any order, each once or many times. */
export function reduceReports(reports: Iterable<CallReport>): CallFacts {
  let facts = noFacts;
  for (const report of reports) facts = mergeReport(facts, report);
  return facts;
}

/** Facts with one more report. Order and repetition do not matter. */
export function mergeReport(facts: CallFacts, report: CallReport): CallFacts {
  switch (report.type) {
    case "call.answered":
      return {
        ...facts,
        answeredAt: earliest(facts.answeredAt, report.at),
        reached: surer(facts.reached, report.by),
        notConnected: null,
      };
    case "call.not-connected":
      return facts.answeredAt === null && facts.endedAt === null
        ? { ...facts, notConnected: moreTelling(facts.notConnected, report.cause) }
        : facts;
    case "dialog.left":
      return {
        ...facts,
        endedAt: latest(facts.endedAt, report.at),
        reached: surer(facts.reached, isOfHuman(report.exit) ? "human" : "unknown"),
        notConnected: null,
        endCause: strongerEnd(facts.endCause, endCauseOf(report.exit)),
      };
    case "call.ended":
      return {
        ...facts,
        endedAt: latest(facts.endedAt, report.at),
        endCause: strongerEnd(facts.endCause, report.cause),
        notConnected: null,
      };
    case "recording.ready":
      return {
        ...facts,
        recording: longerRecording(facts.recording, report),
        transcriptBlob: larger(facts.transcriptBlob, report.transcriptBlob),
      };
  }
}

/** Facts of a dialog that is over: when nothing else ended a connected call, the robot did. */
export function withEndCause(facts: CallFacts): CallFacts {
  const connected = facts.answeredAt !== null || facts.endedAt !== null;
  return connected && facts.endCause === null ? { ...facts, endCause: "robot_hangup" } : facts;
}

function isOfHuman(exit: DialogExit): boolean {
  return exit === "value" || exit.startsWith("answer:");
}

function endCauseOf(exit: DialogExit): EndCause | null {
  if (exit === "hungUp") return "caller_hangup";
  return exit === "connected" ? "transferred" : null;
}

const reachedRank: readonly Reached[] = [
  "unknown",
  "silence",
  "fax",
  "machine.screening",
  "machine.ivr",
  "machine.voicemail",
  "human",
];
const endRank: readonly EndCause[] = [
  "silence",
  "robot_hangup",
  "error",
  "max_duration",
  "transferred",
  "caller_hangup",
];

function surer(known: Reached | null, told: Reached): Reached {
  return known !== null && reachedRank.indexOf(known) >= reachedRank.indexOf(told) ? known : told;
}

function strongerEnd(known: EndCause | null, told: EndCause | null): EndCause | null {
  if (told === null || known === null) return known ?? told;
  return endRank.indexOf(known) >= endRank.indexOf(told) ? known : told;
}

function moreTelling(known: NotConnectedCause | null, told: NotConnectedCause): NotConnectedCause {
  if (known === null || known === "unknown") return told;
  return told === "unknown" || known <= told ? known : told;
}

function earliest(known: number | null, told: number): number {
  return known === null ? told : Math.min(known, told);
}

function latest(known: number | null, told: number): number {
  return known === null ? told : Math.max(known, told);
}

function larger(known: string | null, told: string | null): string | null {
  if (known === null || told === null) return known ?? told;
  return known >= told ? known : told;
}

function longerRecording(
  known: CallFacts["recording"],
  told: { readonly url: string | null; readonly mediaType: string; readonly durationMs: number },
): CallFacts["recording"] {
  const next = { url: told.url, mediaType: told.mediaType, durationMs: told.durationMs };
  if (known === null) return next;
  if (known.durationMs !== next.durationMs) return known.durationMs > next.durationMs ? known : next;
  return JSON.stringify(known) >= JSON.stringify(next) ? known : next;
}
