import type { Json } from "../../ports/identity.ts";
import type { RobotDocument } from "../document.ts";
import { inputVariables, spokenVariables } from "../input-variables.ts";
import { hasLooseBrace, textVariables } from "../text-variables.ts";
import type { Notes } from "./notes.ts";
import { readNamed } from "./read-head.ts";
import { isRecord, join, readString } from "./read-value.ts";

/** Reads the texts: words for every locale, whose variables the input has (not checked where the input could not be read). */
export function readTexts(
  value: unknown,
  locales: readonly string[],
  input: Json | undefined,
  notes: Notes,
): RobotDocument["texts"] {
  const variables =
    input === undefined ? undefined : { all: inputVariables({ input }), spoken: spokenVariables({ input }) };
  const meaning = "give the words that the robot says, by key";
  return Object.fromEntries(
    readNamed(value, "texts", meaning, notes).map(([key, text]) => {
      const path = join("texts", key);
      const words = isRecord(text)
        ? readWordsByLocale(text, locales, path, notes)
        : readOneText(text, locales, path, notes);
      for (const [place, spoken] of isRecord(text)
        ? Object.entries(words)
        : [["", words[locales[0] ?? ""] ?? ""] as const]) {
        checkWords(spoken, place === "" ? path : join(path, place), variables, notes);
      }
      return [key, words];
    }),
  );
}

function readOneText(text: unknown, locales: readonly string[], path: string, notes: Notes): Record<string, string> {
  const words = readString(text, path, "give the words of the text", notes);
  return Object.fromEntries(locales.map((locale) => [locale, words]));
}

function readWordsByLocale(
  text: Readonly<Record<string, unknown>>,
  locales: readonly string[],
  path: string,
  notes: Notes,
): Record<string, string> {
  for (const locale of locales) {
    if (!Object.hasOwn(text, locale)) notes.add("DEFINE_MISSING_LOCALE", path, { locale });
  }
  const words: Record<string, string> = {};
  for (const [locale, spoken] of Object.entries(text)) {
    if (!locales.includes(locale))
      notes.add("DEFINE_UNKNOWN_LOCALE", join(path, locale), { name: locale, known: locales });
    else words[locale] = readString(spoken, join(path, locale), "give the words of the text", notes);
  }
  return words;
}

function checkWords(
  words: string,
  path: string,
  variables: { readonly all: readonly string[]; readonly spoken: readonly string[] } | undefined,
  notes: Notes,
): void {
  if (hasLooseBrace(words)) notes.add("DEFINE_BRACE", path);
  if (!variables) return;
  for (const name of textVariables(words)) {
    if (!variables.all.includes(name)) notes.add("DEFINE_UNKNOWN_VARIABLE", path, { name, known: variables.all });
    else if (!variables.spoken.includes(name)) notes.add("DEFINE_UNSPEAKABLE_VARIABLE", path, { name });
  }
}
