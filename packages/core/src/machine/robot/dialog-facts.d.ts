import { type CallReport, type EndCause, type NotConnectedCause, type Reached } from "../../calls/index.ts";
/** What a dialog itself learns about its call. */
export interface DialogFacts {
  readonly reached: Reached | null;
  readonly notConnected: NotConnectedCause | null;
  readonly endCause: EndCause | null;
}
/** Nothing is known yet. */
export declare const noDialogFacts: DialogFacts;
/** A report whose time does not matter. */
export type Timeless<Report extends CallReport = CallReport> = Report extends unknown ? Omit<Report, "at"> : never;
/** Facts with one more report. Order and repetition do not matter. */
export declare function noteReport(facts: DialogFacts, report: Timeless): DialogFacts;
/** Facts of a dialog that came to its own end: the robot hangs up, unless something else was told. */
export declare function noteDialogEnd(facts: DialogFacts): DialogFacts;
