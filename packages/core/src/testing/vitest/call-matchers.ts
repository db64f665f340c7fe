import type { CoverageReport } from "../coverage/coverage-report.ts";
import type { AssertCoveredOptions } from "../coverage/assert-covered.ts";
import type { AssertHeardOptions } from "../coverage/assert-heard.ts";
import type { HearingReport } from "../coverage/cover-hearing.ts";
import type { SimulatedCall } from "../simulate-call.ts";
import { judgeCovered, judgeHeardRight } from "./judge-reports.ts";
import { judgeAskedFor, judgeHeard, judgeOutcome, judgeSaid, judgeWaitsFor, judgeWaitsIn } from "./judge-call.ts";
import type { Equals, Verdict } from "./verdict.ts";

/** What vitest gives a matcher beside the values. */
interface MatcherContext {
  readonly equals: Equals;
}

/**
 * Matchers for simulated calls and reports.
 *
 * @example
 * ```ts
 * import { callMatchers } from "@callwright/core/testing/vitest";
 * expect.extend(callMatchers);
 *
 * expect(call).toHaveOutcome("later", { at: "15:00" });
 * expect(await coverRobot(visitReminder)).toBeCovered();
 * ```
 */
export const callMatchers = {
  toHaveHeard(
    this: MatcherContext,
    call: SimulatedCall,
    ...expected: Parameters<CallMatchers["toHaveHeard"]>
  ): Verdict {
    return judgeHeard(call, expected[0], this.equals);
  },
  toHaveSaid(this: MatcherContext, call: SimulatedCall, ...expected: Parameters<CallMatchers["toHaveSaid"]>): Verdict {
    return judgeSaid(call, expected[0]);
  },
  toHaveOutcome(
    this: MatcherContext,
    call: SimulatedCall,
    ...expected: Parameters<CallMatchers["toHaveOutcome"]>
  ): Verdict {
    return judgeOutcome(call, expected, this.equals);
  },
  toWaitIn(this: MatcherContext, call: SimulatedCall, step: string): Verdict {
    return judgeWaitsIn(call, step);
  },
  toWaitFor(this: MatcherContext, call: SimulatedCall, effect: string): Verdict {
    return judgeWaitsFor(call, effect);
  },
  toHaveAskedFor(
    this: MatcherContext,
    call: SimulatedCall,
    ...expected: Parameters<CallMatchers["toHaveAskedFor"]>
  ): Verdict {
    return judgeAskedFor(call, expected, this.equals);
  },
  toBeCovered(this: MatcherContext, report: CoverageReport, options?: AssertCoveredOptions): Verdict {
    return judgeCovered(report, options);
  },
  toBeHeardRight(this: MatcherContext, report: HearingReport, options?: AssertHeardOptions): Verdict {
    return judgeHeardRight(report, options);
  },
};

/** What {@link callMatchers} add to `expect`. Outcomes are those of the call's robot. */
export interface CallMatchers<Subject = unknown> {
  /** The client heard these words in one of the robot's sentences, or, given a list, exactly these sentences. */
  toHaveHeard(words: string | RegExp | readonly (string | RegExp)[]): void;
  /** The client said these words, or pressed these keys, written `[1]`. */
  toHaveSaid(words: string | RegExp): void;
  /** The call ended with this outcome; with data, where they are given. */
  toHaveOutcome(outcome: OutcomeOf<Subject>, data?: Readonly<Record<string, unknown>> | null): void;
  /** The call waits in this step, or in this very node, e.g. `ask` or `ask~i`. */
  toWaitIn(step: string): void;
  /** The call waits for the result of this effect. */
  toWaitFor(effect: string): void;
  /** The robot asked for this effect; with this input, where it is given. */
  toHaveAskedFor(effect: string, input?: unknown): void;
  /** For what `coverRobot` gives: all arcs are covered, or the share wanted. */
  toBeCovered(options?: AssertCoveredOptions): void;
  /** For what `coverHearing` gives: everything was heard right, or the share wanted. */
  toBeHeardRight(options?: AssertHeardOptions): void;
}

/** Outcomes that a call can end with; any name where its robot is not known. */
export type OutcomeOf<Subject> = Subject extends { readonly outcome: infer Outcome } ? Outcome & string : string;

declare module "vitest" {
  interface Matchers<T> {
    toHaveHeard: CallMatchers<T>["toHaveHeard"];
    toHaveSaid: CallMatchers<T>["toHaveSaid"];
    toHaveOutcome: CallMatchers<T>["toHaveOutcome"];
    toWaitIn: CallMatchers<T>["toWaitIn"];
    toWaitFor: CallMatchers<T>["toWaitFor"];
    toHaveAskedFor: CallMatchers<T>["toHaveAskedFor"];
    toBeCovered: CallMatchers<T>["toBeCovered"];
    toBeHeardRight: CallMatchers<T>["toBeHeardRight"];
  }
}
