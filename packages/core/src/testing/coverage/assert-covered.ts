import type { CoverageReport } from "./coverage-report.ts";
import { describeUncovered, type UncoveredLine } from "./coverage-table.ts";

/** How much has to be covered. */
export interface AssertCoveredOptions {
  /** Share of the arcs, 0–1. Default: 1, all of them. */
  readonly atLeast?: number;
}

/**
 * Holds when a robot is covered, for a gate in continuous integration.
 *
 * @throws Error that lists every arc not covered, why, and the shortest way to the place before it; also when some call made the
 *   dialog fail
 */
export function assertCovered(report: CoverageReport, { atLeast = 1 }: AssertCoveredOptions = {}): void {
  const { covered, total } = report.totals.arcs;
  const problems = [
    ...report.crashes.map(({ script, message }) => `the dialog failed after ${script.join(", ")}: ${message}`),
    ...(covered < atLeast * total ? describeUncovered(report.uncovered).map(describeMissing) : []),
  ];
  if (problems.length === 0) return;
  const cut = report.cut === null ? "" : `\n${report.cut}`;
  const list = problems.map((problem) => `- ${problem}`).join("\n");
  throw new Error(
    `Robot "${report.robot}" has ${covered} of ${total} arcs covered, wanted ${Math.ceil(atLeast * total)}:\n${list}${cut}`,
  );
}

function describeMissing({ line, before }: UncoveredLine): string {
  return before === null ? line : `${line}\n  way to the place before: ${before.join(", ") || "the start"}`;
}
