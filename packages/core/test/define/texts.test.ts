import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isCallwrightError } from "../../src/errors/index.ts";
import {
  checkText,
  defineRobot,
  fillText,
  inputVariables,
  spokenVariables,
  textVariables,
} from "../../src/define/index.ts";
import { plainRobot } from "./plain-robot.ts";
import { survey, visitReminder } from "./good-robots.ts";

function refusalOf(key: string, words: string): unknown {
  try {
    checkText(visitReminder.document, key, words);
    return undefined;
  } catch (error) {
    return isCallwrightError(error) ? { code: error.code, ...error.details } : error;
  }
}

describe("textVariables and fillText", () => {
  it("names each variable once, in order", () => {
    expect(textVariables("{b}, {a} и снова {b}; {имя}")).toEqual(["b", "a", "имя"]);
    expect(textVariables("Без переменных {")).toEqual([]);
  });

  it("speaks numbers, booleans and text", () => {
    expect(fillText("{name}: {count}, {sure}", { name: "Анна", count: 3, sure: false })).toBe("Анна: 3, false");
  });

  it("leaves out what has no value, also where objects have one of their own", () => {
    expect(fillText("Вам {name}{toString}!", {})).toBe("Вам !");
  });

  it("never reads a value as a text", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(fillText("{left}|{right}", { left, right })).toBe(`${left}|${right}`);
      }),
    );
    expect(fillText("{left}|{right}", { left: "{right} $1 $&", right: "b" })).toBe("{right} $1 $&|b");
  });
});

describe("checkText", () => {
  it("accepts words that the input can fill", () => {
    expect(refusalOf("question", "Добрый день, {name}, ждём в {time}")).toBeUndefined();
    expect(refusalOf("question", "Добрый день")).toBeUndefined();
  });

  it.each([
    ["greeting", "Добрый день", { code: "TEXT_UNKNOWN", robot: "visit-reminder", text: "greeting" }],
    [
      "question",
      "Добрый день, {nmae}",
      { code: "TEXT_UNKNOWN_VARIABLE", robot: "visit-reminder", text: "question", variable: "nmae", nearest: "name" },
    ],
    [
      "question",
      "Добрый день, {name, ждём",
      { code: "TEXT_UNKNOWN_VARIABLE", robot: "visit-reminder", text: "question", variable: "name", nearest: "name" },
    ],
  ])("refuses %s: %s", (key, words, expected) => {
    expect(refusalOf(key, words)).toEqual(expected);
  });

  it("knows which properties of the input can be spoken", () => {
    expect(inputVariables(survey.document)).toEqual(["name", "visits", "vip", "kind", "notes"]);
    expect(spokenVariables(survey.document)).toEqual(["name", "visits", "vip", "kind"]);
  });

  it("sees through choices and parts of a schema", () => {
    const shared = z.string().meta({ id: "shared-name" });
    const input = z.object({
      name: shared,
      vip: z.union([z.boolean(), z.literal("yes")]),
      gone: z.string().nullable(),
      list: z.array(z.string()),
      both: z.intersection(z.string(), z.string().min(1)),
    });
    const { document } = defineRobot({ ...plainRobot(), input } as never);
    expect(spokenVariables(document)).toEqual(["name", "vip", "both"]);
  });
});
