import type { DifferenceKind } from "./give-step.ts";

/** How one captured run went with the new version. */
export interface ReplayedRun {
  /** The run's hash. */
  readonly run: string;
  readonly verdict: "same" | "differs" | "cannot";
  /** Index of the first step of the trail where it parts; `null` when it does not part. */
  readonly at: number | null;
  readonly kind: DifferenceKind | null;
  /** Node, exit or end that was captured, and what is there instead. */
  readonly expected: string | null;
  readonly actual: string | null;
  /** One sentence for people. */
  readonly words: string;
  readonly outcomeBefore: string | null;
  /** `null` when what was captured does not decide it. */
  readonly outcomeAfter: string | null;
}

/** What replaying captured runs with a new version gave. */
export interface ReplayReport {
  readonly robot: string;
  readonly version: number;
  readonly runs: readonly ReplayedRun[];
  readonly total: number;
  readonly same: number;
  readonly differs: number;
  readonly cannot: number;
  /** Runs that differ, by kind of difference. */
  readonly kinds: Readonly<Record<DifferenceKind, number>>;
  /** Totals, then each difference once, with how often it was met. */
  toString(): string;
}

/** The report over replayed runs. */
export function toReplayReport(robot: string, version: number, runs: readonly ReplayedRun[]): ReplayReport {
  const count = (verdict: ReplayedRun["verdict"]) => runs.filter((run) => run.verdict === verdict).length;
  const ofKind = (kind: DifferenceKind) => runs.filter((run) => run.kind === kind).length;
  const totals = { same: count("same"), differs: count("differs"), cannot: count("cannot") };
  return {
    robot,
    version,
    runs,
    total: runs.length,
    ...totals,
    kinds: {
      otherStep: ofKind("otherStep"),
      answerGone: ofKind("answerGone"),
      otherEffect: ofKind("otherEffect"),
      endsOtherwise: ofKind("endsOtherwise"),
      otherText: ofKind("otherText"),
    },
    toString: () =>
      [
        `${robot}@${version}: ${runs.length} runs replayed, ${totals.same} the same, ${totals.differs} differ, ${totals.cannot} cannot be replayed`,
        ...tally(runs.filter((run) => run.verdict === "differs")),
        ...tally(runs.filter((run) => run.verdict === "cannot")),
      ].join("\n"),
  };
}

/** Each sentence once, the most frequent first, with one run as an example and how outcomes changed. */
function tally(runs: readonly ReplayedRun[]): readonly string[] {
  const groups = new Map<string, ReplayedRun[]>();
  for (const run of runs) groups.set(run.words, [...(groups.get(run.words) ?? []), run]);
  return [...groups]
    .sort(([, left], [, right]) => right.length - left.length)
    .map(([words, group]) => `  ${group.length} × ${words}${outcomes(group)}, e.g. run ${group[0]?.run ?? ""}`);
}

function outcomes(runs: readonly ReplayedRun[]): string {
  const changes = new Map<string, number>();
  for (const { verdict, outcomeBefore, outcomeAfter } of runs) {
    if (verdict !== "differs") continue;
    const change = `${outcomeBefore ?? "none"} → ${outcomeAfter ?? "open"}`;
    changes.set(change, (changes.get(change) ?? 0) + 1);
  }
  if (changes.size === 0) return "";
  return ` (outcome ${[...changes].map(([change, times]) => `${change}: ${times}`).join(", ")})`;
}
