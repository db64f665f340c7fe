import { polishStem } from "./polish-stem.ts";
import { foldEnglish, foldRussian, foldUkrainian } from "./stem-folds.ts";

/** Cuts the ending off a word in lower case. */
export type Stemmer = (word: string) => string;

/** A stemmer for each language of which words are told apart by form. */
export type Stemmers = Readonly<Record<"ru" | "uk" | "en" | "pl", Stemmer>>;

let loaded: Promise<Stemmers> | undefined;

/** The stemmers, loaded at their first use: who does not search does not wait for them. */
export function loadStemmers(): Promise<Stemmers> {
  return (loaded ??= load());
}

async function load(): Promise<Stemmers> {
  const [ru, uk, en] = await Promise.all([
    import("@orama/stemmers/russian"),
    import("@orama/stemmers/ukrainian"),
    import("@orama/stemmers/english"),
  ]);
  const ukrainian = withoutMemory(uk.stemmer);
  return {
    ru: (word) => foldRussian(ru.stemmer(shortenNoun(word))),
    uk: (word) => foldUkrainian(ukrainian(word.replace(/с[яь]$/, ""))),
    en: (word) => foldEnglish(en.stemmer(word)),
    pl: polishStem,
  };
}

/** The rules for Russian verbs cut these nouns too short: запись, подпись. */
function shortenNoun(word: string): string {
  return word.replace(/(?<=пис)ь$/, "");
}

/**
 * The Ukrainian stemmer of @orama/stemmers 3.1.18 tests words that end like "ость" with a sticky position, so that one such word changes the
 * stem of the next. A word that brings the position back follows each of them.
 */
function withoutMemory(stem: Stemmer): Stemmer {
  return (word) => {
    const result = stem(word);
    if (word.includes("ост")) stem("ааба");
    return result;
  };
}
