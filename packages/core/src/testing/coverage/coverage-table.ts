import { toTextTable } from "./text-table.ts";
import type { CoverageReport } from "./coverage-report.ts";

/** Arcs that are listed one by one at most. */
const maxListed = 40;

/** A report for a terminal: one row per step, then what is not covered and why. */
export function toCoverageTable(report: Omit<CoverageReport, "toString" | "toTests">): string {
  const { arcs, pairs } = report.totals;
  const ofPairs = pairs.total === 0 ? "" : `, ${pairs.covered} of ${pairs.total} pairs`;
  const steps = [...new Set(report.arcs.map(({ step }) => step))];
  const rows = steps.map((step) => {
    const own = report.arcs.filter((arc) => arc.step === step);
    const missing = own.filter(({ covered }) => !covered);
    return [
      step,
      String(own.length),
      String(own.length - missing.length),
      missing.length === 0 ? "" : String(missing.length),
    ];
  });
  return [
    `${report.robot} ${report.version}: ${arcs.covered} of ${arcs.total} arcs covered${ofPairs}`,
    "",
    toTextTable(["step", "arcs", "covered", "missing"], rows),
    ...section(
      "Not covered:",
      describeUncovered(report.uncovered).map(({ line }) => line),
    ),
    ...section("Steps never reached:", report.neverReached.steps),
    ...section("Outcomes never reached:", report.neverReached.outcomes),
    ...section(
      "The dialog failed:",
      report.crashes.map(({ script, message }) => `${script.join(", ")}: ${message}`),
    ),
    ...(report.cut === null ? [] : ["", report.cut]),
  ].join("\n");
}

/** Arcs that are not covered, those of one node with the same reason together. */
export function describeUncovered(arcs: CoverageReport["uncovered"]): readonly UncoveredLine[] {
  const groups = new Map<string, CoverageReport["uncovered"][number][]>();
  for (const arc of arcs) {
    const key = `${arc.node} ${arc.why ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), arc]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const exits = [first, ...others].map(({ exit, to }) => `${exit} → ${to}`).join(", ");
    return [{ line: `${first.node} ${exits}: ${first.why ?? ""}`, before: first.before }];
  });
}

/** What is not covered at one node, and the way there. */
export interface UncoveredLine {
  readonly line: string;
  readonly before: readonly string[] | null;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > maxListed ? [`  … and ${lines.length - maxListed} more`] : [];
  return ["", title, ...lines.slice(0, maxListed).map((line) => `  ${line}`), ...more];
}
