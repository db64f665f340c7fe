import type { OutcomeRules, RobotDefinition } from "./robot-definition.ts";
import type { CheckRules } from "./types/check-rules.ts";
import type { OutcomeRuleShape } from "./types/robot-shape.ts";
/**
 * What follows from each outcome of a robot, beside the trigger that it fires.
 *
 * Limits: every outcome needs a rule, `{}` if only its trigger shall fire; `moveTo` needs `trigger: false`.
 *
 * @throws CallwrightError `RULES_INVALID` with all mistakes at once; most of them do not compile.
 * @example
 * const visitRules = outcomeRules(visitReminder, {
 *   yes: {},
 *   no: { trigger: false, moveTo: "REFUSED" },
 *   noAnswer: { retry: [{ afterMs: 3_600_000 }] },
 *   unclear: { trigger: false, todo: "Call the client: the robot did not understand the answer." },
 * });
 */
export declare function outcomeRules<Outcome extends string, const Rules>(robot: RobotDefinition<unknown, Outcome>, rules: Rules & {
    readonly [Name in NoInfer<Outcome>]?: OutcomeRuleShape;
} & CheckRules<Rules, NoInfer<Outcome>>): OutcomeRules;
