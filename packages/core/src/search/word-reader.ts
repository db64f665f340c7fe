import type { SearchedWord } from "../ports/text-query.ts";
import { foldWords } from "./fold-words.ts";
import { loadStemmers, type Stemmers } from "./load-stemmers.ts";

/** Makes texts and what is looked for comparable by words, whichever form they stand in. */
export interface WordReader {
  /**
   * The stems of a text's words, in their order, separated by blanks.
   *
   * @param locale language of the text, e.g. `uk`; `null`: told by its letters. Words of another script are read by their letters anyway.
   */
  stems(text: string, locale: string | null): string;
  /** What a text of the user looks for: each of its words once, in the forms it may have been stored in. */
  query(text: string): readonly SearchedWord[];
}

const maxWords = 16;
/** Shorter words stand in nearly every turn: they are looked for only where there are no others. */
const leastLength = 3;
/** A beginning that is shorter stands for too many words. */
const leastBeginning = 4;

let loaded: Promise<WordReader> | undefined;

/** A reader of words. Loads the stemmers at its first use. */
export function loadWordReader(): Promise<WordReader> {
  return (loaded ??= loadStemmers().then(createWordReader));
}

function createWordReader(stemmers: Stemmers): WordReader {
  return {
    stems(text, locale) {
      const languages = languagesOf(text, locale);
      return foldWords(text)
        .map((word) => stemIn(stemmers, word, languages))
        .join(" ");
    },
    query(text) {
      const words = [...new Set(foldWords(text))];
      const telling = words.filter((word) => word.length >= leastLength || /\p{N}/u.test(word));
      return (telling.length > 0 ? telling : words).slice(0, maxWords).map((word) => toSearched(stemmers, word));
    },
  };
}

interface Languages {
  readonly cyrillic: "ru" | "uk";
  readonly latin: "en" | "pl";
}

/** A caller may answer in another language than the robot asks in: letters that one language alone has outweigh the locale. */
function languagesOf(text: string, locale: string | null): Languages {
  const [language] = (locale ?? "").toLowerCase().split(/[-_]/);
  const isUkrainian = /[іїєґ]/i.test(text) || (language === "uk" && !/[ыэъё]/i.test(text));
  const isPolish = language === "pl" || /[ąćęłńóśźż]/i.test(text);
  return { cyrillic: isUkrainian ? "uk" : "ru", latin: isPolish ? "pl" : "en" };
}

function stemIn(stemmers: Stemmers, word: string, { cyrillic, latin }: Languages): string {
  if (/\p{Script=Cyrillic}/u.test(word)) return stemmers[cyrillic](word);
  return /[a-z]/.test(word) ? stemmers[latin](word) : word;
}

/** The language of what is looked for is not known, nor that of the text it stands in: every one that has such letters is tried. */
function toSearched(stemmers: Stemmers, word: string): SearchedWord {
  if (/\p{Script=Cyrillic}/u.test(word)) return { forms: [...new Set([stemmers.ru(word), stemmers.uk(word)])] };
  if (!/[a-z]/.test(word)) return { forms: [word] };
  const polish = stemmers.pl(word);
  const forms = [...new Set([stemmers.en(word), polish])];
  return polish.length >= leastBeginning ? { forms, beginnings: [polish] } : { forms };
}
