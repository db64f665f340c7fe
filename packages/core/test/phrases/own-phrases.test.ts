import { describe, expect, it } from "vitest";
import { yesNo, type OwnAnswerPhrases } from "../../src/phrases/index.ts";
import { utterancesCancel } from "./utterances-cancel.ts";

const cancel = yesNo.with({
  name: "cancelVisit",
  yes: { en: ["cancel it", "cancel"], ru: ["отмените", "отменяйте"], uk: ["скасуйте"], pl: ["odwołaj"] },
  no: {
    en: ["keep it", "leave it [as it is]"],
    ru: ["оставьте [как есть]"],
    uk: ["залиште [як є]"],
    pl: ["zostaw [tak jak jest]"],
  },
});

function answer(pair: Pick<typeof cancel, "yes" | "no">, utterance: string, locale: string): string {
  const yes = pair.yes.match(utterance, locale) !== undefined;
  const no = pair.no.match(utterance, locale) !== undefined;
  return yes && no ? "both" : yes ? "yes" : no ? "no" : "neither";
}

for (const [locale, table] of Object.entries(utterancesCancel)) {
  for (const meaning of ["yes", "no", "neither"] as const) {
    describe(`${locale}: shall I cancel the visit? ${meaning}`, () => {
      it.each(table[meaning].map((utterance) => [utterance]))("%j", (utterance) => {
        expect(answer(cancel, utterance, locale)).toBe(meaning);
      });
    });
  }
}

describe("phrases of a question's own", () => {
  it("carry the names that documents store", () => {
    expect(cancel.yes).toMatchObject({ kind: "phrases", name: "yesNo.yes:cancelVisit", locales: yesNo.yes.locales });
    expect(cancel.no.name).toBe("yesNo.no:cancelVisit");
  });

  it("win over base phrases of the same words", () => {
    const later = yesNo.with({ name: "callLater", yes: { en: ["later", "call me back"] }, no: { en: ["never mind"] } });
    expect(answer(later, "later", "en")).toBe("yes");
    expect(answer(later, "call me back", "en")).toBe("yes");
    expect(answer(later, "never mind", "en")).toBe("no");
    expect(answer(yesNo, "later", "en")).toBe("neither");
  });

  it("leave a language without them to the base", () => {
    const own = yesNo.with({ name: "own", yes: { en: ["cancel it"] } });
    for (const utterance of ["да", "отмените", "не знаю", "не отменяйте"]) {
      expect(answer(own, utterance, "ru")).toBe(answer(yesNo, utterance, "ru"));
    }
  });

  it("say yes to coming where the phrases call nothing off", () => {
    const own = yesNo.with({ name: "own", yes: { en: ["book it"] }, no: { en: ["drop it"] } });
    expect(answer(own, "I'll be there", "en")).toBe("yes");
    expect(answer(own, "book it", "en")).toBe("yes");
    expect(answer(own, "don't book it", "en")).toBe("no");
    expect(answer(own, "drop it", "en")).toBe("no");
    expect(answer(own, "don't drop it", "en")).toBe("neither");
  });

  it("may hold fillers, contractions, stems and gaps", () => {
    const own = yesNo.with({
      name: "own",
      yes: { en: ["please", "move .. friday", "resched*"], ru: ["спасибо"] },
      no: { en: ["don't touch it"] },
    });
    expect(answer(own, "please", "en")).toBe("yes");
    expect(answer(own, "move it to friday", "en")).toBe("yes");
    expect(answer(own, "rescheduling would help", "en")).toBe("yes");
    expect(answer(own, "do not touch it", "en")).toBe("no");
    expect(answer(own, "спасибо", "ru")).toBe("yes");
  });

  it("do not change the base", () => {
    expect(answer(yesNo, "cancel it", "en")).toBe("no");
    expect(answer(yesNo, "keep it", "en")).toBe("neither");
  });
});

describe("a bad phrase is refused at definition", () => {
  const define = (phrase: string) => () => yesNo.with({ name: "own", yes: { en: [phrase] } });

  it.each([
    ["", "has no word"],
    ["   ", "has no word"],
    ["...", "has no word"],
    ["[a b", "brackets that do not pair"],
    ["a] b", "brackets that do not pair"],
    ["[a [b]] c", "brackets that do not pair"],
    ["can[cel] it", "bracket inside a word"],
    ["[cancel it]", "may be missing as a whole"],
    ["cancel||it", "empty choice"],
    ["can*cel", "* inside a word"],
    ["ca*", "fewer than three letters"],
    ["cancel ^it", "has a ^ or $ inside"],
    [".. cancel", "begins or ends with .."],
    ["cancel (it)", "none of the pattern language"],
    ["a .. b .. c .. d .. e .. f", "too many ways"],
  ])("%j %s", (phrase, fault) => {
    expect(define(phrase)).toThrow(fault);
    expect(define(phrase)).not.toThrow(TypeError);
  });

  it("with its place in the message", () => {
    expect(define("cancel |")).toThrow('yesNo.with("own").yes.en[0]: the phrase "cancel |"');
  });

  it.each([
    [{ name: "" }, "name"],
    [{ name: "two words" }, "name"],
    [{ name: "own", yes: { de: ["ja"] } }, 'language "de" is not known'],
    [{ name: "own", yes: { en: "cancel" } }, "no list of phrases"],
    [{ name: "own", no: { en: [7] } }, "no string"],
    [{ name: "own", no: null }, "no table of languages"],
  ])("%j: %s", (given, fault) => {
    expect(() => yesNo.with(given as unknown as OwnAnswerPhrases)).toThrow(fault);
  });
});
