import { describe, expect, it } from "vitest";
import { isCallwrightError } from "../../src/errors/index.ts";
import { definitionMistakes, outcomeRules } from "../../src/define/index.ts";
import { visitReminder, visitRules } from "./good-robots.ts";

function mistakesOf(rules: unknown): readonly string[] {
  try {
    outcomeRules(visitReminder, rules as never);
    return [];
  } catch (error) {
    if (!isCallwrightError(error, "RULES_INVALID")) throw error;
    expect(error.details.id).toBe("visit-reminder");
    return error.details.mistakes.map(({ code, path }) => `${code} ${path}`);
  }
}

const complete = { yes: {}, no: {}, noAnswer: {}, unclear: {} };

const refused: readonly (readonly [string, unknown, ...string[]])[] = [
  ["a forgotten outcome", { yes: {}, no: {}, unclear: {} }, "RULES_MISSING_OUTCOME noAnswer"],
  ["an unknown outcome", { ...complete, nope: {} }, "RULES_UNKNOWN_OUTCOME nope"],
  ["a move beside the trigger", { ...complete, no: { moveTo: "REFUSED" } }, "RULES_TRIGGER_AND_MOVE no.moveTo"],
  ["an unknown key", { ...complete, no: { tood: "…" } }, "RULES_UNKNOWN_KEY no.tood"],
  ["a trigger that is told twice", { ...complete, no: { trigger: true } }, "RULES_WRONG_TYPE no.trigger"],
  ["an empty to-do", { ...complete, no: { todo: " " } }, "RULES_WRONG_TYPE no.todo"],
  ["a delay in words", { ...complete, no: { retry: [{ afterMs: "1h" }] } }, "RULES_WRONG_TYPE no.retry[0].afterMs"],
  ["a retry with more", { ...complete, no: { retry: [{ afterMs: 1, at: 2 }] } }, "RULES_UNKNOWN_KEY no.retry[0].at"],
  ["a rule that is no object", { ...complete, no: null }, "RULES_WRONG_TYPE no"],
  ["no rules at all", undefined, "RULES_WRONG_TYPE rules"],
  [
    "all mistakes at once",
    { yes: { moveTo: "A" }, no: { x: 1 }, nope: {} },
    "RULES_MISSING_OUTCOME noAnswer",
    "RULES_MISSING_OUTCOME unclear",
    "RULES_TRIGGER_AND_MOVE yes.moveTo",
    "RULES_UNKNOWN_KEY no.x",
    "RULES_UNKNOWN_OUTCOME nope",
  ],
];

describe("outcomeRules", () => {
  it("gives the rules of a robot", () => {
    expect(visitRules).toEqual({
      robot: "visit-reminder",
      rules: {
        yes: {},
        no: { trigger: false, moveTo: "REFUSED" },
        noAnswer: { retry: [{ afterMs: 3_600_000 }] },
        unclear: { trigger: false, todo: "Перезвонить: ответ не распознан" },
      },
    });
  });

  const cases = refused.map(([what, rules, ...mistakes]) => ({ what, rules, mistakes }));
  it.each(cases)("refuses $what", ({ rules, mistakes }) => {
    expect(mistakesOf(rules)).toEqual(mistakes);
  });

  it("has a test for each code", () => {
    const tested = new Set(refused.flatMap(([, , ...mistakes]) => mistakes.map((mistake) => mistake.split(" ")[0])));
    const codes = Object.keys(definitionMistakes).filter((code) => code.startsWith("RULES_"));
    expect(codes.filter((code) => !tested.has(code))).toEqual([]);
  });
});
