import { describe, expect, it } from "vitest";
import { yesNo } from "../../src/phrases/index.ts";
import { utterancesEn } from "./utterances-en.ts";
import { utterancesPl } from "./utterances-pl.ts";
import { utterancesRu } from "./utterances-ru.ts";
import { utterancesUk } from "./utterances-uk.ts";

function answer(utterance: string, locale: string): "yes" | "no" | "neither" | "both" {
  const yes = yesNo.yes.match(utterance, locale) !== undefined;
  const no = yesNo.no.match(utterance, locale) !== undefined;
  if (yes && no) return "both";
  return yes ? "yes" : no ? "no" : "neither";
}

const languages = { ru: utterancesRu, uk: utterancesUk, pl: utterancesPl, en: utterancesEn };

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

describe("corrections", () => {
  it("in a row are no stutter, so that a later yes does not undo a negation", () => {
    expect(answer("yes I won't hang on on second thought I will", "en")).toBe("neither");
    expect(answer("I won't, hang on, on second thoughts, I will", "en")).toBe("neither");
  });

  it("of the Polish no are told by the pause behind it", () => {
    expect(answer("nie dam rady, a nie, jednak dam radę", "pl")).toBe("yes");
    expect(answer("nie dam rady, chociaż nie, dam radę", "pl")).toBe("yes");
    expect(answer("odwołuję, albo nie, przyjadę", "pl")).toBe("yes");
    expect(answer("tak, a nie, jednak nie", "pl")).toBe("no");
    expect(answer("nie, mam spotkanie", "pl")).toBe("no");
    expect(answer("nie mam spotkania", "pl")).toBe("neither");
  });
});

describe("a phrase that two neighbours make", () => {
  it.each([
    ["а как же, обязательно", "ru", "yes"],
    ["а как же", "ru", "yes"],
    ["а как же, приду", "ru", "yes"],
    ["а как же моя собака", "ru", "neither"],
    ["как же я доеду", "ru", "neither"],
    ["а чекайте, зможу, буду", "uk", "yes"],
    ["не вийде, а чекайте, вийде, прийду", "uk", "yes"],
    ["ні, чекайте, не зможу", "uk", "no"],
    ["чекайте на мене", "uk", "yes"],
  ])("%j in %s answers %s", (utterance, locale, meaning) => {
    expect(answer(utterance, locale)).toBe(meaning);
  });
});

describe("a question mark", () => {
  it.each([
    ["приду?", "ru", "neither"],
    ["приду", "ru", "yes"],
    ["підтверджую замовлення?", "uk", "neither"],
    ["przyjdę, dobrze?", "pl", "yes"],
    ["I'll come, okay?", "en", "yes"],
    ["I'll come?", "en", "neither"],
    ["why not?", "en", "yes"],
  ])("%j in %s answers %s", (utterance, locale, meaning) => {
    expect(answer(utterance, locale)).toBe(meaning);
  });
});

describe("letters", () => {
  it.each([
    ["prosze, przyjde", "pl"],
    ["PRZYJDE\u0328, dzie\u0328kuje\u0328", "pl"],
    ["пам\u2019ятаю", "uk"],
    ["пам\u02bcятаю", "uk"],
    ["памятаю", "uk"],
    ["об'язково при\u0438\u0306ду", "uk"],
    ["I\u2019ll be there", "en"],
    ["приду\u0301", "ru"],
  ])("of %j in %s say yes", (utterance, locale) => {
    expect(answer(utterance, locale)).toBe("yes");
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
    expect(yesNo.yes).toMatchObject({ kind: "phrases", name: "yesNo.yes", locales: ["ru", "uk", "pl", "en"] });
    expect(yesNo.no).toMatchObject({ kind: "phrases", name: "yesNo.no", locales: ["ru", "uk", "pl", "en"] });
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
