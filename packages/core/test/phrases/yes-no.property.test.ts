import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexiconEn } from "../../src/phrases/lexicon-en.ts";
import { lexiconRu } from "../../src/phrases/lexicon-ru.ts";
import { toPatterns } from "../../src/phrases/phrase-pattern.ts";
import { yesNo } from "../../src/phrases/index.ts";
import { utterancesEn } from "./utterances-en.ts";
import { utterancesRu } from "./utterances-ru.ts";

const languages = [
  {
    locale: "ru",
    lexicon: lexiconRu,
    table: utterancesRu,
    not: ["не", "не очень", "никогда не", "я не", "да не"],
    fillers: ["ну", "э-э", "эм", "вот", "значит", "м", "короче", "собственно говоря"],
  },
  {
    locale: "en",
    lexicon: lexiconEn,
    table: utterancesEn,
    not: ["not", "I do not", "I'm not", "I won't", "never", "I can't", "yes, not"],
    fillers: ["well", "uh", "um", "er", "hmm", "thanks a lot", "just"],
  },
];

const silence = { filler: "", mark: "", upper: false, twice: false };

function verdict(utterance: string, locale: string): { yes: boolean; no: boolean } {
  return {
    yes: yesNo.yes.match(utterance, locale) !== undefined,
    no: yesNo.no.match(utterance, locale) !== undefined,
  };
}

/** Every way to say the phrases, as text; a stem stands for itself. */
function spoken(phrases: readonly string[]): string[] {
  return phrases
    .flatMap((phrase) => toPatterns(phrase))
    .map((pattern) => pattern.places.map((place) => [...place.words, ...place.stems]))
    .flatMap((places) =>
      places.reduce<string[]>(
        (said, words) => said.flatMap((text) => words.map((word) => `${text} ${word}`.trim())),
        [""],
      ),
    );
}

describe.each(languages)("$locale", ({ locale, lexicon, table, not, fillers }) => {
  const utterances = fc.constantFrom(...table.yes, ...table.no, ...table.neither);
  const phrases = spoken(Object.values(lexicon.phrases).flat());

  it("never hears yes and no at once", () => {
    const words = fc.oneof(
      fc.constantFrom(...phrases, ...lexicon.corrections.flatMap((text) => spoken([text]))),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 7 }), (said) => {
        const { yes, no } = verdict(said.join(" "), locale);
        expect(yes && no).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("hears the same through fillers, case, punctuation and repeated words", () => {
    const noise = fc.record({
      filler: fc.option(fc.constantFrom(...fillers), { nil: "" }),
      mark: fc.constantFrom("", ",", ".", "!", "…", " —", ";"),
      upper: fc.boolean(),
      twice: fc.boolean(),
    });
    fc.assert(
      fc.property(utterances, fc.array(noise, { minLength: 20, maxLength: 20 }), (utterance, noises) => {
        const words = utterance.split(/\s+/u).filter(Boolean);
        const noisy = words.map((word, index) => {
          const { filler, mark, upper, twice } = noises[index % noises.length] ?? silence;
          return `${filler} ${twice ? `${word}, ` : ""}${upper ? word.toUpperCase() : word}${mark}`;
        });
        expect({ utterance, ...verdict(noisy.join(" "), locale) }).toEqual({
          utterance,
          ...verdict(utterance, locale),
        });
      }),
      { numRuns: 1500 },
    );
  });

  it("hears the same in decomposed letters", () => {
    fc.assert(
      fc.property(utterances, (utterance) => {
        expect(verdict(utterance.normalize("NFD"), locale)).toEqual(verdict(utterance, locale));
      }),
    );
  });

  it.each(not)("never hears yes when %j stands before a verb of the lexicon", (negation) => {
    const verbs = spoken([...(lexicon.phrases.assent ?? []), ...(lexicon.phrases.negatable ?? [])]);
    const heardAsYes = verbs.filter((verb) => verdict(`${negation} ${verb}`, locale).yes);
    expect(heardAsYes).toEqual([]);
  });

  it("never hears yes when a negated verb follows a yes", () => {
    const verbs = spoken([...(lexicon.phrases.assent ?? [])]);
    const yes = locale === "ru" ? "да" : "yes";
    const corrections = spoken([...lexicon.corrections, ...lexicon.softCorrections]).filter(
      (text) => text !== "wait", // "I can't wait" is a yes
    );
    const links = spoken(lexicon.phrases.link ?? []).filter((text) => !corrections.includes(text));
    // "hang on" and "on second thought" run together like a stutter, and the second is a correction no more.
    const runTogether = (words: readonly string[]) =>
      words.some((text, index) => text.split(" ").at(-1) === words[index + 1]?.split(" ")[0]);
    const between = fc
      .oneof(
        fc.array(fc.constantFrom(...links, ...corrections), { maxLength: 3 }),
        fc.array(fc.constantFrom(...links, "zebra", "кит"), { maxLength: 3 }),
      )
      .filter((words) => !runTogether(words));
    fc.assert(
      fc.property(fc.constantFrom(...verbs), fc.constantFrom(...not), between, (verb, negation, words) => {
        expect(verdict([yes, negation, ...words, verb].join(" "), locale).yes).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  it("hears no answer when words are only parts of longer words", () => {
    const answers = spoken([...(lexicon.phrases.particle ?? []), ...(lexicon.phrases.yes ?? []), "no", "нет"]).filter(
      (text) => !text.includes(" "),
    );
    fc.assert(
      fc.property(fc.constantFrom(...answers), fc.constantFrom("зущ", "qzx", "ъыъ"), (answer, tail) => {
        expect(verdict(`${answer}${tail}`, locale)).toEqual({ yes: false, no: false });
        expect(verdict(`${tail}${answer}`, locale)).toEqual({ yes: false, no: false });
      }),
    );
  });

  it("gives the same answer each time", () => {
    fc.assert(
      fc.property(utterances, (utterance) => {
        expect(yesNo.yes.match(utterance, locale)).toBe(yesNo.yes.match(utterance, locale));
      }),
    );
  });

  it("names each phrase in one role only", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [role, list] of Object.entries(lexicon.phrases)) {
      for (const text of new Set(spoken(list.filter((phrase) => !/[$^]/u.test(phrase))))) {
        const known = seen.get(text);
        if (known !== undefined) twice.push(`${text}: ${known}, ${role}`);
        else seen.set(text, role);
      }
    }
    expect(twice).toEqual([]);
  });
});
