import {
  mergeReport,
  noFacts,
  type CallReport,
  type EndCause,
  type NotConnectedCause,
  type Reached,
} from "../../calls/index.ts";

/** What a dialog itself learns about its call. */
export interface DialogFacts {
  readonly reached: Reached | null;
  readonly notConnected: NotConnectedCause | null;
  readonly endCause: EndCause | null;
}

/** Nothing is known yet. */
export const noDialogFacts: DialogFacts = { reached: null, notConnected: null, endCause: null };

/** A report whose time does not matter. */
export type Timeless<Report extends CallReport = CallReport> = Report extends unknown ? Omit<Report, "at"> : never;

/** Facts with one more report. Order and repetition do not matter. */
export function noteReport(facts: DialogFacts, report: Timeless): DialogFacts {
  const connected = facts.reached !== null || facts.endCause !== null;
  const merged = mergeReport(
    { ...noFacts, ...facts, answeredAt: connected ? 0 : null },
    {
      ...report,
      at: 0,
    },
  );
  return { reached: merged.reached, notConnected: merged.notConnected, endCause: merged.endCause };
}

/** Facts of a dialog that came to its own end: the robot hangs up, unless something else was told. */
export function noteDialogEnd(facts: DialogFacts): DialogFacts {
  return facts.endCause === null && facts.notConnected === null ? { ...facts, endCause: "robot_hangup" } : facts;
}
