import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toWordTable, doubtfulWord } from "../../src/phrases/nearest-word.ts";
import { languages } from "../../src/phrases/languages.ts";
import { tokenise } from "../../src/phrases/tokenise.ts";
import { yesNo } from "../../src/phrases/index.ts";
import { utterancesEn } from "./utterances-en.ts";
import { utterancesPl } from "./utterances-pl.ts";
import { utterancesRu } from "./utterances-ru.ts";
import { utterancesUk } from "./utterances-uk.ts";

describe("the word that a slip comes from", () => {
  const table = toWordTable(
    [
      { word: "приду", effect: "for" },
      { word: "пойду", effect: "for" },
      { word: "отмените", effect: "against" },
      { word: "никогда", effect: "against" },
      { word: "не", effect: "against" },
      { word: "hate", effect: "against" },
      { word: "hope", effect: "for" },
      { word: "have", effect: "" },
    ],
    ["перенес"],
    ["приют"],
  );

  it.each([
    ["придю", "приду"],
    ["прду", "приду"],
    ["прииду", "приду"],
    ["пирду", "приду"],
    ["отменнте", "отмените"],
    ["никгда", "никогда"],
  ])("%j is %j", (slip, word) => {
    expect(table.nearest(slip)).toBe(word);
  });

  it.each(["приду", "приют", "перенесите", "совсем", "прд", "придуу1", "на", "но", ""])("%j stays as it is", (word) => {
    expect(table.nearest(word)).toBe(word);
  });

  it.each(["hape", "нне", "ен"])("%j may negate", (word) => {
    expect(table.nearest(word)).toBe(doubtfulWord);
  });

  it("finds every known word again after one slip, where no other is near", () => {
    const alone = toWordTable([{ word: "отмените", effect: "against" }], [], []);
    fc.assert(
      fc.property(fc.nat(7), fc.constantFrom("drop", "double", "swap", "change"), (place, slip) => {
        expect(alone.nearest(spoil("отмените", place, slip, "ъ"))).toBe("отмените");
      }),
    );
  });
});

function spoil(word: string, place: number, slip: string, letter: string): string {
  const letters = Array.from(word);
  const [here = letter, next] = letters.slice(place);
  if (slip === "drop") letters.splice(place, 1);
  else if (slip === "double") letters.splice(place, 0, letter);
  else if (slip === "swap" && next !== undefined) letters.splice(place, 2, next, here);
  else letters[place] = letter;
  return letters.join("");
}

/** A small generator of its own, so that the same seed spoils the same words for ever. */
function toRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const tongues = [
  { lexicon: languages.ru, table: utterancesRu, letters: "абвгдежзиклмнопрстуфхцчшыэюя", kept: /^(не.*|ни.*)$/u },
  {
    lexicon: languages.uk,
    table: utterancesUk,
    letters: "абвгдежзиіклмнопрстуфхцчшюя",
    kept: /^(не.*|ні.*|нє.*|ані.*)$/u,
  },
  { lexicon: languages.pl, table: utterancesPl, letters: "abcdefghijklmnoprstuwyz", kept: /^(nie.*|ani|nigdy|bez)$/u },
  {
    lexicon: languages.en,
    table: utterancesEn,
    letters: "abcdefghijklmnopqrstuvwxyz",
    kept: /^(no.*|nah|never|cannot|.*n'?t|without)$/u,
  },
];

describe.each(tongues)(
  "$lexicon.locale with every tenth word spoilt by one letter",
  ({ lexicon, table, letters, kept }) => {
    const random = toRandom(7);
    const spoilWord = (word: string): string => {
      const [plain = ""] = tokenise(word, { letters: {}, spellings: {} });
      if (random() > 0.1 || plain.length < 2 || kept.test(plain)) return word;
      const slip = ["drop", "double", "swap", "change"][Math.floor(random() * 4)] ?? "drop";
      return spoil(
        word,
        Math.floor(random() * plain.length),
        slip,
        letters.charAt(Math.floor(random() * letters.length)),
      );
    };
    const heard = (["yes", "no", "neither"] as const).flatMap((meaning) =>
      Array.from({ length: 5 }).flatMap(() =>
        table[meaning].map((utterance) => {
          const spoilt = utterance.split(" ").map(spoilWord).join(" ");
          const yes = yesNo.yes.match(spoilt, lexicon.locale) !== undefined;
          const no = yesNo.no.match(spoilt, lexicon.locale) !== undefined;
          return { meaning, answer: yes ? "yes" : no ? "no" : "neither" };
        }),
      ),
    );

    it("still hears nine of ten rightly", () => {
      const right = heard.filter(({ meaning, answer }) => meaning === answer);
      expect(right.length / heard.length).toBeGreaterThan(0.9);
    });

    it("takes yes for no, or no for yes, in less than one of a hundred", () => {
      const swapped = heard.filter(
        ({ meaning, answer }) => meaning !== answer && meaning !== "neither" && answer !== "neither",
      );
      expect(swapped.length / heard.length).toBeLessThan(0.01);
    });
  },
);
