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
  type RobotDefinition,
} from "../../src/define/index.ts";
import { plainRobot } from "./plain-robot.ts";
import { visitReminder } from "./good-robots.ts";
import { wholeRobot } from "./support/whole-robot.ts";

const whole = defineRobot(wholeRobot() as never) as RobotDefinition;

const russian = { locale: "ru" };

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
    const values = { name: "Анна", count: 3, sure: false };
    expect(fillText("{name}: {count}, {sure}", values, russian)).toBe("Анна: 3, false");
  });

  it("leaves out what has no value, also where objects have one of their own", () => {
    expect(fillText("Вам {name}{toString}!", {}, russian)).toBe("Вам !");
  });

  it("never reads a value as a text", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(fillText("{left}|{right}", { left, right }, russian)).toBe(`${left}|${right}`);
      }),
    );
    expect(fillText("{left}|{right}", { left: "{right} $1 $&", right: "b" }, russian)).toBe("{right} $1 $&|b");
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

  it("accepts formats that the variables can take, and names those that they cannot", () => {
    expect(refusalOf("question", "{name}, ждём в {time:time}")).toBeUndefined();
    const refused = { code: "TEXT_FORMAT_UNFIT", robot: "visit-reminder", text: "question" };
    expect(refusalOf("question", "{time:money}")).toEqual({
      ...refused,
      variable: "time",
      format: "money",
      reason: "it speaks a number, not a string",
    });
    expect(refusalOf("question", "{time:tiem}")).toEqual({
      ...refused,
      variable: "time",
      format: "tiem",
      reason: 'there is no such format; did you mean "time"',
    });
  });

  it("lets words use the slots that the robot's own words use there, and those with a default", () => {
    const { document } = visitReminder;
    const slots = {
      amount: { type: "number" },
      other: { type: "number" },
      tries: { type: "number", default: 0 },
    };
    const texts = { ...document.texts, sum: { ru: "Сумма {amount:money}, верно?" } };
    const withSlots = { ...document, slots, texts };
    expect(() => {
      checkText(withSlots, "sum", "{name}, {amount:money}, {tries}?");
    }).not.toThrow();
    expect(() => {
      checkText(withSlots, "sum", "{other}?");
    }).toThrow(expect.objectContaining({ code: "TEXT_UNKNOWN_VARIABLE" }) as Error);
    expect(() => {
      checkText(withSlots, "question", "{amount}?");
    }).toThrow(expect.objectContaining({ code: "TEXT_UNKNOWN_VARIABLE" }) as Error);
  });

  it("lets only the texts of a sub-dialog use its defaults: before it begins there are none", () => {
    const { document } = visitReminder;
    const slots = { "where.tries": { type: "number", default: 0 } };
    const withSlots = { ...document, slots, texts: { ...document.texts, "where.ask": { ru: "Где?" } } };
    expect(() => {
      checkText(withSlots, "where.ask", "{where.tries}, где?");
    }).not.toThrow();
    expect(() => {
      checkText(withSlots, "question", "{where.tries}?");
    }).toThrow(expect.objectContaining({ code: "TEXT_UNKNOWN_VARIABLE" }) as Error);
  });

  it("wants words that read a value back to say it", () => {
    const { document } = whole;
    expect(() => {
      checkText(document, "sum.readBack", "{amount:money}, да?");
    }).not.toThrow();
    expect(() => {
      checkText(document, "sum.readBack", "Всё верно?");
    }).toThrow(
      expect.objectContaining({
        code: "TEXT_VARIABLE_MISSING",
        details: { robot: document.id, text: "sum.readBack", variable: "amount" },
      }) as Error,
    );
  });

  it("takes plural forms that fit one of the robot's languages, or the one that is named", () => {
    const input = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
    const robot = { ...visitReminder.document, locales: ["ru", "en"] as const, input };
    const check = (words: string, locale?: string) => () => {
      checkText(robot, "question", words, locale);
    };
    expect(check("{n:plural(minute|minutes)}")).not.toThrow();
    expect(check("{n:plural(minute|minutes)}", "en")).not.toThrow();
    expect(check("{n:plural(minute|minutes)}", "ru")).toThrow("needs 3 forms (one|few|many), but it has 2");
    expect(check("{n:plural(minute)}")).toThrow(expect.objectContaining({ code: "TEXT_FORMAT_UNFIT" }) as Error);
  });

  it("knows which properties of the input can be spoken", () => {
    const input = z.object({
      name: z.string(),
      visits: z.int().default(0),
      vip: z.boolean(),
      kind: z.enum(["new", "old"]),
      note: z.string().optional(),
      notes: z.array(z.string()),
    });
    const { document } = defineRobot({ ...plainRobot(), input } as never);
    expect(inputVariables(document)).toEqual(["name", "visits", "vip", "kind", "note", "notes"]);
    expect(spokenVariables(document)).toEqual(["name", "visits", "vip", "kind"]);
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
