import { CallwrightError } from "../errors/index.ts";
import { createNotes, type Notes } from "./readers/notes.ts";
import { isRecord, join } from "./readers/read-value.ts";
import type { OutcomeRule, OutcomeRules, RobotDefinition } from "./robot-definition.ts";
import type { CheckRules } from "./types/check-rules.ts";
import type { OutcomeRuleShape } from "./types/robot-shape.ts";

const ruleKeys = ["trigger", "moveTo", "todo", "retry"];

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
export function outcomeRules<Outcome extends string, const Rules>(
  robot: RobotDefinition<unknown, Outcome>,
  rules: Rules & Readonly<Partial<Record<NoInfer<Outcome>, OutcomeRuleShape>>> & CheckRules<Rules, NoInfer<Outcome>>,
): OutcomeRules {
  const notes = createNotes();
  const outcomes = Object.keys(robot.document.outcomes);
  const read = readRules(rules, outcomes, notes);
  if (notes.mistakes.length > 0) throw new CallwrightError("RULES_INVALID", { id: robot.id, mistakes: notes.mistakes });
  return { robot: robot.id, rules: read };
}

function readRules(value: unknown, outcomes: readonly string[], notes: Notes): Readonly<Record<string, OutcomeRule>> {
  if (!isRecord(value)) {
    notes.add("RULES_WRONG_TYPE", "rules", { expected: "an object with a rule for each outcome" });
    return {};
  }
  for (const name of outcomes) if (!Object.hasOwn(value, name)) notes.add("RULES_MISSING_OUTCOME", name, { name });
  const rules: Record<string, OutcomeRule> = {};
  for (const [name, rule] of Object.entries(value)) {
    if (!outcomes.includes(name)) notes.add("RULES_UNKNOWN_OUTCOME", name, { name, known: outcomes });
    else if (!isRecord(rule))
      notes.add("RULES_WRONG_TYPE", name, { expected: "an object; {} if only the trigger shall fire" });
    else rules[name] = readRule(rule, name, notes);
  }
  return rules;
}

function readRule(rule: Readonly<Record<string, unknown>>, path: string, notes: Notes): OutcomeRule {
  for (const name of Object.keys(rule)) {
    if (!ruleKeys.includes(name)) notes.add("RULES_UNKNOWN_KEY", join(path, name), { name, known: ruleKeys });
  }
  const { trigger, moveTo, todo, retry } = rule;
  if (trigger !== undefined && trigger !== false) {
    notes.add("RULES_WRONG_TYPE", join(path, "trigger"), {
      expected: "false or left out: a trigger is fired by itself",
    });
  }
  if (moveTo !== undefined && trigger !== false) notes.add("RULES_TRIGGER_AND_MOVE", join(path, "moveTo"));
  return {
    ...(trigger === false ? { trigger } : {}),
    ...(moveTo === undefined ? {} : { moveTo: readWords(moveTo, join(path, "moveTo"), "the id of a stage", notes) }),
    ...(todo === undefined ? {} : { todo: readWords(todo, join(path, "todo"), "the title of a to-do", notes) }),
    ...(retry === undefined ? {} : { retry: readRetry(retry, join(path, "retry"), notes) }),
  };
}

function readWords(value: unknown, path: string, expected: string, notes: Notes): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  notes.add("RULES_WRONG_TYPE", path, { expected });
  return "";
}

function readRetry(value: unknown, path: string, notes: Notes): readonly { readonly afterMs: number }[] {
  if (!Array.isArray(value)) {
    notes.add("RULES_WRONG_TYPE", path, {
      expected: "a list, one entry per further attempt: [{ afterMs: 3_600_000 }]",
    });
    return [];
  }
  return value.map((entry: unknown, index) => {
    const place = `${path}[${index}]`;
    const afterMs = isRecord(entry) ? entry["afterMs"] : undefined;
    for (const name of isRecord(entry) ? Object.keys(entry) : []) {
      if (name !== "afterMs") notes.add("RULES_UNKNOWN_KEY", join(place, name), { name, known: ["afterMs"] });
    }
    if (typeof afterMs === "number" && Number.isSafeInteger(afterMs) && afterMs >= 0) return { afterMs };
    notes.add("RULES_WRONG_TYPE", join(place, "afterMs"), { expected: "a whole number of milliseconds from 0" });
    return { afterMs: 0 };
  });
}
