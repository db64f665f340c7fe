import type { RunId } from "../ports/identity.ts";
import { tallyReasons } from "./tally-reasons.ts";

/** What became of one run. */
export type OperatedRun = { readonly run: RunId } & (
  | { readonly result: "done" }
  | { readonly result: "refused"; readonly code: string; readonly reason: string }
  /** It is over, or not of this account. */
  | { readonly result: "skipped"; readonly reason: string }
);

/** What an operator's action did with each run. */
export interface OperationReport {
  readonly action: string;
  readonly runs: readonly OperatedRun[];
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  readonly skipped: number;
  /** Totals, then each reason once, with how often it was met and one run as an example. */
  toString(): string;
}

/** The report over runs. */
export function toOperationReport(action: string, runs: readonly OperatedRun[]): OperationReport {
  const count = (result: OperatedRun["result"]) => runs.filter((run) => run.result === result).length;
  const totals = { done: count("done"), refused: count("refused"), skipped: count("skipped") };
  return {
    action,
    runs,
    total: runs.length,
    ...totals,
    toString: () =>
      [
        `${action}: ${runs.length} runs, ${totals.done} done, ${totals.refused} refused, ${totals.skipped} skipped`,
        ...tallyReasons(runs),
      ].join("\n"),
  };
}
