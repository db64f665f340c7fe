import { describe, expect, it } from "vitest";
import { yesNo } from "../../src/phrases/index.ts";
import { utterancesEn } from "./utterances-en.ts";
import { utterancesRu } from "./utterances-ru.ts";

function answer(utterance: string, locale: string): "yes" | "no" | "neither" | "both" {
  const yes = yesNo.yes.match(utterance, locale) !== undefined;
  const no = yesNo.no.match(utterance, locale) !== undefined;
  if (yes && no) return "both";
  return yes ? "yes" : no ? "no" : "neither";
}

const languages = { ru: utterancesRu, en: utterancesEn };

for (const [locale, table] of Object.entries(languages)) {
  for (const meaning of ["yes", "no", "neither"] as const) {
    describe(`${locale}: ${meaning}`, () => {
      it.each(table[meaning].map((utterance) => [utterance]))("%j", (utterance) => {
        expect(answer(utterance, locale)).toBe(meaning);
      });
    });
  }
}

describe("confidence", () => {
  const sure = (utterance: string): number =>
    yesNo.yes.match(utterance, "ru") ?? yesNo.no.match(utterance, "ru") ?? Number.NaN;

  it.each([...utterancesRu.yes, ...utterancesRu.no].map((utterance) => [utterance]))(
    "of %j lies in 0–1",
    (utterance) => {
      expect(sure(utterance)).toBeGreaterThan(0);
      expect(sure(utterance)).toBeLessThanOrEqual(1);
    },
  );

  it("is lower for a hedged answer than for a plain one", () => {
    expect(sure("наверное да")).toBeLessThan(sure("да"));
    expect(sure("наверное не приду")).toBeLessThan(sure("не приду"));
  });

  it("is lower for a polite word than for an answer", () => {
    expect(sure("хорошо")).toBeLessThan(sure("да"));
  });

  it("is lower among words that no phrase knows", () => {
    expect(sure("да, такси желтый чемодан")).toBeLessThan(sure("да"));
  });
});

describe("locale", () => {
  it.each(["ru", "ru-RU", "ru_RU", "RU"])("%s is Russian", (locale) => {
    expect(answer("да", locale)).toBe("yes");
    expect(answer("yes", locale)).toBe("neither");
  });

  it.each(["en", "en-GB", "en-US"])("%s is English", (locale) => {
    expect(answer("no", locale)).toBe("no");
    expect(answer("нет", locale)).toBe("neither");
  });

  it.each(["de", "", "rus", "constructor", "-ru"])("%j matches nothing", (locale) => {
    expect(answer("да", locale)).toBe("neither");
    expect(answer("yes", locale)).toBe("neither");
  });
});

describe("recogniser", () => {
  it("carries the names that documents store", () => {
    expect(yesNo.yes).toMatchObject({ kind: "phrases", name: "yesNo.yes", locales: ["ru", "en"] });
    expect(yesNo.no).toMatchObject({ kind: "phrases", name: "yesNo.no", locales: ["ru", "en"] });
  });

  it("survives words that are names of object properties", () => {
    expect(answer("constructor __proto__ да", "ru")).toBe("yes");
    expect(answer("toString hasOwnProperty", "en")).toBe("neither");
  });

  it("tells a hummed yes from a question", () => {
    expect(answer("uh huh", "en")).toBe("yes");
    expect(answer("mm hmm", "en")).toBe("yes");
    expect(answer("huh?", "en")).toBe("neither");
  });

  it("reads endless corrections without running out of stack", () => {
    expect(answer("ой хорошо ай ладно извините можно прости окей ".repeat(5000), "ru")).toBe("yes");
  });

  it("reads an hour of talk as no answer", () => {
    expect(answer("да я не про это ".repeat(5000), "ru")).toBe("neither");
  });
});
