import type { HearingReport } from "./cover-hearing.ts";
import { describeMistake } from "./hearing-table.ts";

/** How much has to be heard right. */
export interface AssertHeardOptions {
  /** Share of the utterances, 0–1. Default: 1, all of them. */
  readonly atLeast?: number;
}

/**
 * Holds when a robot hears what clients mean, for a gate in continuous integration.
 *
 * @throws Error that lists every utterance heard wrong
 */
export function assertHeard(report: HearingReport, { atLeast = 1 }: AssertHeardOptions = {}): void {
  const { right, total } = report.totals;
  if (right >= atLeast * total) return;
  const list = report.wrong.map((one) => `- ${describeMistake(one)}`).join("\n");
  throw new Error(
    `Robot "${report.robot}" heard ${right} of ${total} utterances right, wanted ${Math.ceil(atLeast * total)}:\n${list}`,
  );
}
