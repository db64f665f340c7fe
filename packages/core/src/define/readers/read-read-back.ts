import type { CollectKind, TextsDocument } from "../document.ts";
import { spokenTypesOf } from "../input-variables.ts";
import { textVariables, wordsOf } from "../text-variables.ts";
import { addYesNo } from "./read-ask.ts";
import { readTextName } from "./read-step-names.ts";
import { checkText } from "./read-texts.ts";
import { join } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

/** Language → the sentence that reads a value back and asks whether it is right. */
const sentences: Readonly<Record<string, (value: string) => string>> = {
  ru: (value) => `Записываю: ${value}. Всё верно?`,
  uk: (value) => `Записую: ${value}. Усе правильно?`,
  pl: (value) => `Mam zapisane: ${value}. Zgadza się?`,
  en: (value) => `I have ${value}. Is that right?`,
};

/** The format in which a kind of value is read back; without one it is said as it is. */
const formats: Readonly<Partial<Record<CollectKind, string>>> = {
  number: "number",
  digits: "digits",
  money: "money",
  date: "date",
  time: "time",
  phone: "digits",
};

/** What is read back. */
interface ReadValue {
  readonly slot: string;
  readonly kind: CollectKind | undefined;
}

/** Reads how a value is read back: by a text of the user, or with `true` by a sentence of the library, which becomes a text. */
export function readReadBack(
  value: unknown,
  step: string,
  read: ReadValue,
  reading: StepReading,
): { readonly readBack?: string } {
  const path = join(step, "readBack");
  if (value === undefined) return {};
  addYesNo(path, reading);
  if (value === true) return { readBack: makeText(step, path, read, reading) };
  if (typeof value !== "string") {
    reading.notes.add("DEFINE_WRONG_TYPE", path, { expected: "true, or the name of a text" });
    return {};
  }
  const readBack = readTextName(value, path, reading);
  const words = reading.texts[readBack];
  if (words) checkSaysValue(words, path, read.slot, reading);
  return { readBack };
}

function makeText(step: string, path: string, { slot, kind }: ReadValue, reading: StepReading): string {
  const { notes, locales, generated, slots, variables } = reading;
  const key = `${step.slice("steps.".length)}.readBack`;
  const given = generated.given[key];
  if (given) {
    generated.made[key] = given;
    for (const locale of locales) {
      if (!Object.hasOwn(given, locale)) notes.add("DEFINE_MISSING_LOCALE", `texts.${key}`, { locale });
    }
    for (const [locale, text] of Object.entries(given)) {
      if (!locales.includes(locale)) {
        notes.add("DEFINE_UNKNOWN_LOCALE", join(`texts.${key}`, locale), { name: locale, known: locales });
      } else checkText(text, [locale], join(`texts.${key}`, locale), variables?.texts, notes);
    }
    checkSaysValue(given, path, slot, reading);
    return key;
  }
  const schema = slots[slot];
  if (schema !== undefined && !spokenTypesOf(schema)) notes.add("DEFINE_UNSPEAKABLE_VARIABLE", path, { name: slot });
  const format = kind === undefined ? undefined : formats[kind];
  const words = locales.map((locale): readonly [string, string] => {
    const sentence = sentences[locale.split("-")[0] ?? ""];
    if (!sentence && locale !== "") notes.add("DEFINE_READ_BACK_LOCALE", path, { locale });
    return [locale, sentence?.(format === undefined ? `{${slot}}` : `{${slot}:${format}}`) ?? ""];
  });
  generated.made[key] = Object.fromEntries(words);
  return key;
}

function checkSaysValue(words: TextsDocument[string], path: string, slot: string, reading: StepReading): void {
  const { notes, known } = reading;
  if (!known.slots.includes(slot)) return;
  const silent = Object.values(words).some((text) => !textVariables(wordsOf(text)).includes(slot));
  if (silent) notes.add("DEFINE_READ_BACK_VARIABLE", path, { name: slot });
}
