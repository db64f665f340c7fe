import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot } from "../../src/define/index.ts";
import { isCallwrightError } from "../../src/errors/index.ts";
import { plainRobot } from "./plain-robot.ts";

const texts = plainRobot().texts;
const hello = "Здравствуйте, {name}";
const input = z.object({
  name: z.string(),
  vip: z.boolean(),
  at: z.iso.datetime(),
  n: z.int(),
  any: z.union([z.string(), z.number()]),
});

function mistakesOf(again: unknown): unknown {
  try {
    defineRobot({ ...plainRobot(), input, texts: { ...texts, hello, again } } as never);
    return [];
  } catch (error) {
    if (!isCallwrightError(error, "DEFINE_INVALID")) throw error;
    return error.details.mistakes.map(({ code, path, sentence }) => `${code} ${path}: ${sentence}`);
  }
}

describe("texts with formats", () => {
  it.each([
    "{at:dateTime} {at:date} {at:time}",
    "{n} {n:plural(минута|минуты|минут)}",
    "{n:money}, {n:money(EUR)}, {n:number}",
    "{n:digits} {name:digits} {any:digits}",
    { ru: "{n:plural(день|дня|дней)}", uk: { say: "Перепрошую?", file: "again-uk.wav" } },
    { say: "Простите?", file: "again.wav" },
  ])("are taken as they are: %j", (again) => {
    expect(mistakesOf(again)).toEqual([]);
    const { document } = defineRobot({ ...plainRobot(), input, texts: { ...texts, hello, again } } as never);
    const kept = typeof again === "object" && "ru" in again ? again : { ru: again, uk: again };
    expect(document.texts["again"]).toEqual(kept);
  });

  it.each([
    ["{n:mony}", 'DEFINE_UNKNOWN_FORMAT texts.again: Format "mony" does not exist. Did you mean "money"?'],
    [
      "{name:}",
      'DEFINE_UNKNOWN_FORMAT texts.again: Format "" does not exist. Formats: time, date, dateTime, number, money, plural, digits.',
    ],
    ["{n:time}", "DEFINE_FORMAT_UNFIT texts.again: {n:time} cannot be spoken: it speaks a string, not a number."],
    [
      "{vip:digits}",
      "DEFINE_FORMAT_UNFIT texts.again: {vip:digits} cannot be spoken: it speaks a string or a number, not a boolean.",
    ],
    ["{any:money}", "DEFINE_FORMAT_UNFIT texts.again: {any:money} cannot be spoken: it speaks a number, not a string."],
    ["{at:time(short)}", "DEFINE_FORMAT_UNFIT texts.again: {at:time} cannot be spoken: it takes nothing in brackets."],
    [
      "{n:money(EURO)}",
      'DEFINE_FORMAT_UNFIT texts.again: {n:money} cannot be spoken: "EURO" is no currency; did you mean EUR.',
    ],
    [
      "{n:plural(день|дня)}",
      'DEFINE_PLURAL_FORMS texts.again: {n:plural} does not have the right forms: locale "ru" needs 3 forms (one|few|many), but it has 2. Write them in brackets, parted by |.',
    ],
    [
      { ru: "…", uk: "{n:plural(день||днів)}" },
      'DEFINE_PLURAL_FORMS texts.again.uk: {n:plural} does not have the right forms: locale "uk" needs 3 forms (one|few|many), but it has 2. Write them in brackets, parted by |.',
    ],
    [
      { say: "Привет, {name} {vip}", file: "hi.wav" },
      "DEFINE_RECORDED_VARIABLES texts.again.say: A recording always says the same, so its words cannot have {name}. Leave the variable or the file out.",
    ],
    [{ say: "Привет", file: "" }, "DEFINE_WRONG_TYPE texts.again.file: It must be a string that is not empty."],
    [
      { ru: { say: "Привет" }, uk: "…" },
      'DEFINE_MISSING texts.again.ru.file: "file" is missing: name the file of the recording.',
    ],
    [
      { say: "Привет", file: "hi.wav", volume: 3 },
      'DEFINE_UNKNOWN_KEY texts.again.volume: A recording has no key "volume". Keys: say, file.',
    ],
  ])("are refused with a sentence: %j", (again, mistake) => {
    expect(mistakesOf(again)).toEqual([mistake]);
  });
});
