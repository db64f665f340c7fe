import { describe, expect, it } from "vitest";
import { toSpokenTexts } from "../../src/machine/index.ts";
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
