import { assertCovered, type AssertCoveredOptions } from "../coverage/assert-covered.ts";
import { assertHeard, type AssertHeardOptions } from "../coverage/assert-heard.ts";
import type { HearingReport } from "../coverage/cover-hearing.ts";
import type { CoverageReport } from "../coverage/coverage-report.ts";
import type { Verdict } from "./verdict.ts";

/** Whether a robot is covered; the message lists what is not. */
export function judgeCovered(report: CoverageReport, options?: AssertCoveredOptions): Verdict {
  const { covered, total } = report.totals.arcs;
  return judge(
    () => assertCovered(report, options),
    `Robot "${report.robot}" has ${covered} of ${total} arcs covered, wanted fewer.`,
  );
}

/** Whether everything was heard right; the message lists what was not. */
export function judgeHeardRight(report: HearingReport, options?: AssertHeardOptions): Verdict {
  const { right, total } = report.totals;
  return judge(
    () => assertHeard(report, options),
    `Robot "${report.robot}" heard ${right} of ${total} utterances right, wanted fewer.`,
  );
}

function judge(check: () => void, against: string): Verdict {
  try {
    check();
    return { pass: true, message: () => against };
  } catch (error) {
    return { pass: false, message: () => (error instanceof Error ? error.message : String(error)) };
  }
}
