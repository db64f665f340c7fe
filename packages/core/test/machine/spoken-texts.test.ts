import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { speakText } from "../../src/define/index.ts";
import { toDriveTexts, toSpokenTexts } from "../../src/machine/index.ts";
import { definitionOf, visitReminder } from "./support/robots.ts";

const definition = definitionOf({
  ...visitReminder,
  locales: ["ru", "en"],
  texts: {
    ...visitReminder.texts,
    question: { ru: "{name}, вы придёте в {time}?", en: "{name}, will you come at {time}?" },
  },
});
const input = { name: "Анна", time: "15:00", tags: ["{time}"] };

describe("toSpokenTexts", () => {
  it("fills the variables of every text in the language of the call", () => {
    expect(toSpokenTexts(definition, { locale: "ru", input })).toEqual({
      question: "Анна, вы придёте в 15:00?",
      again: "Да или нет?",
      pardon: "Простите?",
      seeYou: "Ждём вас!",
      manager: "Вам перезвонят.",
    });
    expect(toSpokenTexts(definition, { locale: "en", input }).question).toBe("Анна, will you come at 15:00?");
  });

  it("takes the first language where a text lacks the one of the call", () => {
    expect(toSpokenTexts(definition, { locale: "en", input }).again).toBe("Да или нет?");
  });

  it("takes the words of a placement before its own", () => {
    const words = toSpokenTexts(definition, { locale: "ru", input, texts: { question: "Ждём в {time}?" } });
    expect(words).toMatchObject({ question: "Ждём в 15:00?", again: "Да или нет?" });
  });

  it("does not fill in again what a value brings", () => {
    expect(toSpokenTexts(definition, { locale: "ru", input: { name: "{time}", time: "15:00" } }).question).toContain(
      "{time}, вы",
    );
  });

  it("refuses words of a placement that the robot cannot speak", () => {
    const speak = (texts: Record<string, string>) => () => toSpokenTexts(definition, { locale: "ru", input, texts });
    expect(speak({ question: "{nmae}?" })).toThrow(expect.objectContaining({ code: "TEXT_UNKNOWN_VARIABLE" }) as Error);
    expect(speak({ qestion: "Придёте?" })).toThrow(expect.objectContaining({ code: "TEXT_UNKNOWN" }) as Error);
  });
});

describe("texts with formats, slots and recordings", () => {
  const robot = definitionOf({
    ...visitReminder,
    input: {
      type: "object",
      properties: { name: { type: "string" }, at: { type: "string" } },
      required: ["name", "at"],
    },
    slots: { amount: { type: "number" } },
    texts: {
      intro: { ru: { say: "Здравствуйте", file: "intro.wav" } },
      sum: { ru: "{name}, {at:dateTime} {amount:money}, верно?" },
    },
  });
  const given = { name: "{amount}", at: "2026-12-05T15:00:00Z" };
  const options = { locale: "ru", timeZone: "Europe/Moscow", input: given };

  it("fill in the input once, at the launch, and leave slots to be spoken", () => {
    const texts = toDriveTexts(robot, options);
    expect(texts).toEqual({
      intro: { segments: ["Здравствуйте"], file: "intro.wav" },
      sum: {
        segments: [
          "{amount}, 5 декабря в 18:00 ",
          { variable: "amount", format: { name: "money", argument: null } },
          ", верно?",
        ],
        file: null,
      },
    });
    expect(speakText(texts["sum"] ?? { segments: [] }, { amount: 50_000 }, { locale: "ru" })).toBe(
      "{amount}, 5 декабря в 18:00 50 000 ₽, верно?",
    );
  });

  it("give a vendor's dialog the words of a recording, and nothing for a slot", () => {
    expect(toSpokenTexts(robot, options)).toEqual({
      intro: "Здравствуйте",
      sum: "{amount}, 5 декабря в 18:00 , верно?",
    });
  });

  it("let the words of a placement take the place of a recording", () => {
    expect(toDriveTexts(robot, { ...options, texts: { intro: "Привет, {name}" } })["intro"]).toEqual({
      segments: ["Привет, {amount}"],
      file: null,
    });
  });

  it("have the texts of sub-dialogs under the step that uses them", () => {
    const where = {
      format: 1 as const,
      kind: "dialog" as const,
      id: "ask-address",
      locales: ["ru"] as const,
      input: { type: "object", properties: { city: { type: "string" } } },
      slots: { street: { type: "string" } },
      texts: { house: { ru: "Дом на {street} в городе {city}?" } },
      conditions: [],
      exits: ["done"],
      start: "ask",
      steps: { ask: { say: "house", next: { exit: "done" } } },
    };
    const steps = {
      where: { use: "ask-address", with: { city: "{name}" }, into: {}, exits: { done: { end: "yes" } } },
    };
    const withDialog = definitionOf({ ...robot.document, dialogs: { "ask-address": where }, start: "where", steps });
    expect(toDriveTexts(withDialog, options)["where.house"]?.segments).toEqual([
      "Дом на ",
      { variable: "where.street", format: null },
      " в городе ",
      { variable: "where.city", format: null },
      "?",
    ]);
    expect(() =>
      toDriveTexts(withDialog, { ...options, texts: { "where.house": "Дом на {where.street}?" } }),
    ).not.toThrow();
  });

  it("are the same after JSON, and stay what they were whatever the slots hold", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, at) => {
        const texts = toDriveTexts(robot, { ...options, input: { name, at } });
        expect(JSON.parse(JSON.stringify(texts))).toEqual(texts);
        const spoken = speakText(texts["sum"] ?? { segments: [] }, { amount: 1 }, { locale: "ru" });
        expect(spoken.startsWith(`${name}, `)).toBe(true);
      }),
    );
  });
});
