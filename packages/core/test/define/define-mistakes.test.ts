import { yesNo } from "@callwright/core/phrases";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isCallwrightError, type DefinitionMistake } from "../../src/errors/index.ts";
import { definitionMistakes, defineRobot } from "../../src/define/index.ts";
import { plainRobot } from "./plain-robot.ts";
import { tableEdits } from "./support/table-edits.ts";
import { dialogEdits } from "./support/dialog-edits.ts";
import { documentEdits } from "./support/document-edits.ts";
import { textEdits, wholeEdits } from "./support/whole-edits.ts";
import { addressSource, plainDialog, wholeRobot } from "./support/whole-robot.ts";
import { withValue, type Edit, type Plain } from "./support/with-value.ts";

/** The mistakes that a definition is refused with; none when it is accepted. */
function mistakesOf(source: unknown, define: (source: never) => unknown = defineRobot): readonly DefinitionMistake[] {
  try {
    define(source as never);
    return [];
  } catch (error) {
    if (isCallwrightError(error, "DEFINE_INVALID")) return error.details.mistakes;
    throw error;
  }
}

const says = (next: unknown): Plain => ({ say: "bye", next });
const otherYes = { ...yesNo.yes };

const edits: readonly Edit[] = [
  ["start", "asc", "DEFINE_UNKNOWN_STEP start"],
  ["steps.bye.next", "akk", "DEFINE_UNKNOWN_STEP steps.bye.next"],
  ["steps.fork.branch.0.next", "by", "DEFINE_UNKNOWN_STEP steps.fork.branch[0].next"],
  ["steps.ask.ask", "helo", "DEFINE_UNKNOWN_TEXT steps.ask.ask"],
  ["steps.ask.noInput.0", "agan", "DEFINE_UNKNOWN_TEXT steps.ask.noInput[0]"],
  ["steps.ask.noMatch", ["again", "agan"], "DEFINE_UNKNOWN_TEXT steps.ask.noMatch[1]"],
  ["steps.bye.hungUp", "yess", "DEFINE_UNKNOWN_OUTCOME steps.bye.hungUp"],
  ["unreached", { default: "lost", busy: "bsy" }, "DEFINE_UNKNOWN_OUTCOME unreached.busy"],
  ["steps.fork.branch.0.if", "wip", "DEFINE_UNKNOWN_CONDITION steps.fork.branch[0].if"],
  ["extra", 1, "DEFINE_UNKNOWN_KEY extra"],
  ["steps.bye.extra", 1, "DEFINE_UNKNOWN_KEY steps.bye.extra"],
  ["steps.bye.next.extra", 1, "DEFINE_UNKNOWN_KEY steps.bye.next.extra"],
  ["steps.ask.answers.yes.extra", 1, "DEFINE_UNKNOWN_KEY steps.ask.answers.yes.extra"],
  ["steps.fork.branch.1.extra", 1, "DEFINE_UNKNOWN_KEY steps.fork.branch[1].extra"],
  ["outcomes.yes.extra", 1, "DEFINE_UNKNOWN_KEY outcomes.yes.extra"],
  ["unreached", { default: "lost", bsy: "lost" }, "DEFINE_UNKNOWN_KEY unreached.bsy"],
  ["texts.bye", "Пока, {nmae}!", "DEFINE_UNKNOWN_VARIABLE texts.bye"],
  ["texts.hello.uk", "Вітаємо, {naem}!", "DEFINE_UNKNOWN_VARIABLE texts.hello.uk"],
  ["texts.bye", "{note}", "DEFINE_UNSPEAKABLE_VARIABLE texts.bye"],
  ["texts.bye", "Пока, {name!", "DEFINE_BRACE texts.bye"],
  ["texts.bye", "Пока, {}!", "DEFINE_BRACE texts.bye"],
  ["texts.hello.uk", undefined, "DEFINE_MISSING_LOCALE texts.hello"],
  ["texts.hello.pl", "Dzień dobry", "DEFINE_UNKNOWN_LOCALE texts.hello.pl"],
  ["texts.bye", 5, "DEFINE_WRONG_TYPE texts.bye"],
  ["outcomes.never", { title: "Никогда" }, "DEFINE_UNREACHED_OUTCOME outcomes.never"],
  ["outcomes.yes.title", undefined, "DEFINE_MISSING outcomes.yes.title"],
  ["outcomes.no", "Нет", "DEFINE_WRONG_TYPE outcomes.no"],
  ["outcomes.no.data", z.date(), "DEFINE_SCHEMA_NOT_JSON outcomes.no.data"],
  ["outcomes.no.data", "text", "DEFINE_WRONG_TYPE outcomes.no.data"],
  ["steps.island", says({ end: "yes" }), "DEFINE_UNREACHABLE_STEP steps.island"],
  ["hungUp", undefined, "DEFINE_MISSING hungUp"],
  ["steps.bye.next", undefined, "DEFINE_MISSING steps.bye.next"],
  ["steps.ask.exhausted", undefined, "DEFINE_MISSING steps.ask.exhausted"],
  ["id", undefined, "DEFINE_MISSING id"],
  ["direction", undefined, "DEFINE_MISSING direction"],
  ["input", undefined, "DEFINE_MISSING input"],
  ["version", 1.5, "DEFINE_WRONG_TYPE version"],
  ["locale", "ru", "DEFINE_WRONG_TYPE locale"],
  ["locales", ["ru", "uk", "ru"], "DEFINE_WRONG_TYPE locales"],
  ["conditions.early", "yes", "DEFINE_WRONG_TYPE conditions.early"],
  ["steps.ask.timeoutMs", 0, "DEFINE_WRONG_TYPE steps.ask.timeoutMs"],
  ["steps.ask.noInput", "again", "DEFINE_WRONG_TYPE steps.ask.noInput"],
  ["steps.ask.answers.yes.key", "11", "DEFINE_WRONG_TYPE steps.ask.answers.yes.key"],
  ["steps.ask.answers.yes.hear", "да", "DEFINE_WRONG_TYPE steps.ask.answers.yes.hear"],
  ["steps.ask.answers.no.hear", undefined, "DEFINE_NO_ANSWER_WAY steps.ask.answers.no"],
  ["steps.ask.answers.no.key", "1", "DEFINE_DUPLICATE_KEY steps.ask.answers.no.key"],
  [
    "steps.ask.answers.no.hear",
    otherYes,
    "DEFINE_DUPLICATE_RECOGNISER steps.ask.answers.no.hear",
    "DEFINE_AMBIGUOUS_ANSWERS steps.ask.answers.no",
  ],
  ["inputConditions.early", () => true, "DEFINE_DUPLICATE_CONDITION inputConditions.early"],
  ["steps.fork.branch.2.if", "vip", "DEFINE_BRANCH_OPEN steps.fork.branch"],
  ["steps.fork.branch.0.if", undefined, "DEFINE_BRANCH_SHADOWED steps.fork.branch[0]"],
  ["id", "Visit Reminder", "DEFINE_ID_INVALID id"],
  [
    "outcomes.not-yet",
    { title: "Ещё нет" },
    "DEFINE_ID_INVALID outcomes.not-yet",
    "DEFINE_UNREACHED_OUTCOME outcomes.not-yet",
  ],
  ["steps.ask~i", says("ask"), "DEFINE_ID_INVALID steps.ask~i", "DEFINE_UNREACHABLE_STEP steps.ask~i"],
  ["steps.bye.next", "fork", "DEFINE_CYCLE_WITHOUT_WAIT steps.fork"],
  ["steps.bye.next", "bye", "DEFINE_CYCLE_WITHOUT_WAIT steps.bye"],
  ["steps.bye", { speak: "bye" }, "DEFINE_STEP_KIND steps.bye"],
  ["input", z.object({ name: z.string(), at: z.date() }), "DEFINE_SCHEMA_NOT_JSON input.at"],
  ["input", z.object({ name: z.string().refine((name) => name !== "") }), "DEFINE_SCHEMA_NOT_JSON input.name"],
  ["input", z.string(), "DEFINE_WRONG_TYPE input"],
];

describe("a definition with a mistake", () => {
  it("is the only thing that is refused", () => {
    expect(mistakesOf(plainRobot())).toEqual([]);
  });

  const cases = edits.map(([path, value, ...mistakes]) => ({ path, value, mistakes }));
  it.each(cases)("$path = $value is refused", ({ path, value, mistakes }) => {
    const told = mistakesOf(withValue(plainRobot(), path.split("."), value));
    expect(told.map((mistake) => `${mistake.code} ${mistake.path}`)).toEqual(mistakes);
  });

  it("is the only thing that is refused in a robot with everything", () => {
    expect(mistakesOf(wholeRobot())).toEqual([]);
  });

  const wholeCases = [...wholeEdits, ...textEdits].map(([path, value, ...mistakes]) => ({ path, value, mistakes }));
  it.each(wholeCases)("$path = $value is refused in a robot with everything", ({ path, value, mistakes }) => {
    const told = mistakesOf(withValue(wholeRobot(), path.split("/"), value));
    expect(told.map((mistake) => `${mistake.code} ${mistake.path}`)).toEqual(mistakes);
  });

  const dialogCases = dialogEdits.map(([path, value, ...mistakes]) => ({ path, value, mistakes }));
  it.each(dialogCases)("$path = $value is refused in a dialog", ({ path, value, mistakes }) => {
    const told = mistakesOf(withValue(addressSource(), path.split("/"), value), plainDialog);
    expect(told.map((mistake) => `${mistake.code} ${mistake.path}`)).toEqual(mistakes);
  });

  it("has a test for each code", () => {
    const codes = Object.keys(definitionMistakes).filter((code) => code.startsWith("DEFINE_"));
    const all = [...edits, ...wholeEdits, ...textEdits, ...dialogEdits, ...documentEdits, ...tableEdits];
    const tested = new Set(all.flatMap(([, , ...mistakes]) => mistakes.map((mistake) => mistake.split(" ")[0])));
    expect(codes.filter((code) => !tested.has(code))).toEqual([]);
  });

  it("is told together with all its other mistakes, each with path and sentence", () => {
    const edited: readonly (readonly [string, unknown])[] = [
      ["texts.bye", "Пока, {nmae}!"],
      ["start", "asc"],
      ["steps.ask.exhausted.end", "lots"],
      ["steps.bye.say", "by"],
      ["hungUp", undefined],
    ];
    const source = edited.reduce(
      (robot: Plain, [path, value]) => withValue(robot, path.split("."), value),
      plainRobot(),
    );
    expect(mistakesOf(source)).toEqual([
      {
        code: "DEFINE_UNKNOWN_VARIABLE",
        path: "texts.bye",
        sentence: 'The text uses {nmae}, which neither input nor slots have. Did you mean "name"?',
      },
      { code: "DEFINE_UNKNOWN_STEP", path: "start", sentence: 'Step "asc" does not exist. Did you mean "ask"?' },
      {
        code: "DEFINE_UNKNOWN_OUTCOME",
        path: "steps.ask.exhausted.end",
        sentence: 'Outcome "lots" does not exist. Did you mean "lost"?',
      },
      { code: "DEFINE_UNKNOWN_TEXT", path: "steps.bye.say", sentence: 'Text "by" does not exist. Did you mean "bye"?' },
      {
        code: "DEFINE_MISSING",
        path: "hungUp",
        sentence: '"hungUp" is missing: say which outcome a call has when the client hangs up.',
      },
    ]);
    expect(() => defineRobot(source as never)).toThrow(/^Definition "plain" has 5 mistakes:\n- texts\.bye: /);
  });

  it("tells the whole circle of a robot that never waits", () => {
    const [circle] = mistakesOf(withValue(plainRobot(), ["steps", "bye", "next"], "fork"));
    expect(circle?.sentence).toContain("fork → bye → fork");
  });

  it("counts a passage whose model fails as one that never waits, unless it opens with words", () => {
    const failing = withValue(wholeRobot(), ["steps", "talk", "exits", "failed"], "talk");
    expect(mistakesOf(failing)).toEqual([]);
    const silent = mistakesOf(withValue(failing, ["steps", "talk", "opening"], undefined));
    expect(silent.filter(({ code }) => code === "DEFINE_CYCLE_WITHOUT_WAIT").map(({ path }) => path)).toEqual([
      "steps.talk",
    ]);
  });

  it("never breaks the check itself", () => {
    const paths = [...wholeEdits, ...textEdits].map(([path]) => path.split("/"));
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.nat(5),
        fc.anything({ withNullPrototype: true }),
        (path, depth, value) => {
          const source = depth === 0 ? value : withValue(wholeRobot(), path.slice(0, depth), value);
          for (const { code, sentence } of mistakesOf(source)) {
            expect(Object.keys(definitionMistakes)).toContain(code);
            expect(sentence).toMatch(/[.?]$/);
          }
        },
      ),
    );
  });
});
