import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languages } from "../../src/phrases/languages.ts";
import { toPatterns } from "../../src/phrases/phrase-pattern.ts";
import { tokenise } from "../../src/phrases/tokenise.ts";
import { yesNo } from "../../src/phrases/index.ts";
import { utterancesEn } from "./utterances-en.ts";
import { utterancesPl } from "./utterances-pl.ts";
import { utterancesRu } from "./utterances-ru.ts";
import { utterancesUk } from "./utterances-uk.ts";

const tongues = [
  {
    lexicon: languages.ru,
    table: utterancesRu,
    yes: "да",
    not: ["не", "не очень", "никогда не", "я не", "да не"],
    fillers: ["ну", "э-э", "эм", "вот", "значит", "м", "короче", "собственно говоря"],
  },
  {
    lexicon: languages.uk,
    table: utterancesUk,
    yes: "так",
    not: ["не", "не дуже", "ніколи не", "я не", "так не", "навряд чи"],
    fillers: ["ну", "е-е", "ем", "ось", "значить", "м", "коротше", "мовляв"],
  },
  {
    lexicon: languages.pl,
    table: utterancesPl,
    yes: "tak",
    not: ["nie", "nie bardzo", "nigdy nie", "ja nie", "no nie", "wcale nie"],
    fillers: ["hm", "yyy", "em", "otóż", "mm", "szczerze mówiąc", "proszę pana"],
  },
  {
    lexicon: languages.en,
    table: utterancesEn,
    yes: "yes",
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

describe.each(tongues)("$lexicon.locale", ({ lexicon, table, yes, not, fillers }) => {
  const { locale } = lexicon;
  /** Every way to say the phrases, as text; a stem stands for itself, a gap for nothing. */
  const spoken = (lines: readonly string[]): string[] =>
    lines
      .flatMap((line) => toPatterns(line, (text) => tokenise(text, lexicon)))
      .map((pattern) => pattern.places.filter(({ any }) => !any).map((place) => [...place.words, ...place.stems]))
      .flatMap((places) =>
        places.reduce<string[]>(
          (said, words) => said.flatMap((text) => words.map((word) => `${text} ${word}`.trim())),
          [""],
        ),
      );
  const utterances = fc.constantFrom(...table.yes, ...table.no, ...table.neither);
  const phrases = spoken(Object.values(lexicon.phrases).flat());
  const { assent = [], attendance = [], arrival = [], presence = [], modal = [], intent = [] } = lexicon.phrases;
  const { negatable = [] } = lexicon.phrases;
  const assents = spoken([...assent, ...attendance, ...arrival, ...presence, ...modal, ...intent]);

  it("never hears yes and no at once", () => {
    const words = fc.oneof(fc.constantFrom(...phrases, ...spoken(lexicon.corrections)), fc.string());
    fc.assert(
      fc.property(fc.array(words, { maxLength: 7 }), (said) => {
        const heard = verdict(said.join(" "), locale);
        expect(heard.yes && heard.no).toBe(false);
      }),
      { numRuns: 120 },
    );
  });

  it("hears the same through fillers, case, punctuation and repeated words", () => {
    const noise = fc.record({
      filler: fc.option(fc.constantFrom(...fillers), { nil: "" }),
      mark: fc.constantFrom("", ",", ".", "!", "…", " —", ";"),
      upper: fc.boolean(),
      twice: fc.boolean(),
    });
    // A pause behind a negator that is also the word for no may make it an answer, never a yes.
    const isNegator = (word: string) => tokenise(word, lexicon).at(-1) === lexicon.answeringNegator;
    fc.assert(
      fc.property(utterances, fc.array(noise, { minLength: 20, maxLength: 20 }), (utterance, noises) => {
        const words = utterance.split(/\s+/u).filter(Boolean);
        const isAsked = utterance.includes("?"); // told by its marks, which stay
        const noisy = words.map((word, index) => {
          const { filler, mark, upper, twice } = noises[index % noises.length] ?? silence;
          if (isNegator(word)) return upper ? word.toUpperCase() : word;
          const end = isAsked ? "" : mark;
          return `${filler} ${twice && !isAsked ? `${word}, ` : ""}${upper ? word.toUpperCase() : word}${end}`;
        });
        expect({ utterance, ...verdict(noisy.join(" "), locale) }).toEqual({
          utterance,
          ...verdict(utterance, locale),
        });
      }),
      { numRuns: 120 },
    );
  });

  it("never turns a yes into a no, or a no into a yes, by punctuation", () => {
    const marks = fc.array(fc.constantFrom("", "", ",", ".", "!", "?", "…", " —"), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(utterances, marks, (utterance, ends) => {
        const words = utterance.split(/\s+/u).filter(Boolean);
        const marked = verdict(
          words.map((word, index) => `${word}${ends[index % ends.length] ?? ""}`).join(" "),
          locale,
        );
        const plain = verdict(utterance, locale);
        expect((plain.yes && marked.no) || (plain.no && marked.yes)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it("hears the same in decomposed letters, and between blanks that do not break", () => {
    fc.assert(
      fc.property(utterances, (utterance) => {
        expect(verdict(utterance.normalize("NFD"), locale)).toEqual(verdict(utterance, locale));
        expect(verdict(utterance.replaceAll(" ", "\u00a0"), locale)).toEqual(verdict(utterance, locale));
      }),
    );
  });

  it.each(not)("never hears yes when %j stands before a verb of the lexicon", (negation) => {
    const verbs = [...assents, ...spoken(negatable)];
    const heardAsYes = verbs.filter((verb) => verdict(`${negation} ${verb}`, locale).yes);
    expect(heardAsYes).toEqual([]);
  });

  it("never hears yes when a negated verb follows a yes", () => {
    const { corrections: hard, softCorrections } = lexicon;
    const corrections = spoken([...hard, ...softCorrections]).filter(
      (text) => text !== "wait" && !/^(?:что|що|шо|co|what) /u.test(text), // "I can't wait" is a yes; "ты что" is an idiom
    );
    const links = spoken(lexicon.phrases.link ?? []).filter((text) => !corrections.includes(text));
    const between = fc.oneof(
      fc.array(fc.constantFrom(...links, ...corrections), { maxLength: 3 }),
      fc.array(fc.constantFrom(...links, "zebra", "кит"), { maxLength: 3 }),
    );
    // "Now I can" begins a clause of its own: behind "I mean" nothing in front of it reaches it.
    const reached = assents.filter((text) => !/^(?:сейчас|зараз|teraz|now) /u.test(text));
    fc.assert(
      fc.property(fc.constantFrom(...reached), fc.constantFrom(...not), between, (verb, negation, words) => {
        expect(verdict([yes, negation, ...words, verb].join(" "), locale).yes).toBe(false);
      }),
      { numRuns: 120 },
    );
  });

  it("hears no answer when words are only parts of longer words", () => {
    const answers = spoken([...(lexicon.phrases.particle ?? []), ...(lexicon.phrases.yes ?? []), "no", "нет", "ні"]);
    fc.assert(
      fc.property(
        fc.constantFrom(...answers.filter((text) => !text.includes(" "))),
        fc.constantFrom("зущ", "qzx", "ъыъ"),
        (answer, tail) => {
          expect(verdict(`${answer}${tail}`, locale)).toEqual({ yes: false, no: false });
          expect(verdict(`${tail}${answer}`, locale)).toEqual({ yes: false, no: false });
        },
      ),
    );
  });

  it("gives the same answer each time, whatever was heard in between", () => {
    fc.assert(
      fc.property(utterances, utterances, (utterance, other) => {
        const first = yesNo.yes.match(utterance, locale);
        yesNo.no.match(other, locale);
        expect(yesNo.yes.match(utterance, locale)).toBe(first);
      }),
    );
  });

  it("names each phrase in one role only", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [role, list] of Object.entries(lexicon.phrases)) {
      for (const text of new Set(spoken(list.filter((phrase) => !/[$^]|\.\./u.test(phrase))))) {
        const known = seen.get(text);
        if (known !== undefined) twice.push(`${text}: ${known}, ${role}`);
        else seen.set(text, role);
      }
    }
    expect(twice).toEqual([]);
  });
});
