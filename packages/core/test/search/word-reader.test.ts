import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldWords } from "../../src/search/fold-words.ts";
import { loadWordReader, type WordReader } from "../../src/search/word-reader.ts";

const reader: WordReader = await loadWordReader();

/** Whether a text is found by a word. */
function finds(word: string, text: string, locale: string | null): boolean {
  const stems = reader.stems(text, locale).split(" ");
  return reader
    .query(word)
    .every(({ forms, beginnings = [] }) =>
      stems.some((stem) => forms.includes(stem) || beginnings.some((beginning) => stem.startsWith(beginning))),
    );
}

const words: Readonly<Record<string, readonly string[]>> = {
  ru: [
    "договор договора договору договором договоре договоры договоров",
    "звонок звонка звонку звонки звонков",
    "доставка доставки доставку доставкой доставок",
    "оплатить оплатил оплачу оплатите оплата оплаты",
    "записаться записалась записались запишите запишу запись",
    "встреча встречу встречи встретимся",
    "врач врача врачу врачом",
    "перенести перенесли перенесите",
    "расчёт расчета расчётом",
  ],
  uk: [
    "договір договору договором договори договорів",
    "дзвінок дзвінка дзвінки дзвінків",
    "зустріч зустрічі зустрічей зустріччю",
    "записатися записалася записалися запишіть запис",
    "рахунок рахунку рахунки рахунком",
    "скасувати скасуйте скасування",
    "комп'ютер комп’ютера компютеру",
  ],
  pl: [
    "umowa umowy umowę umowie umową umów",
    "zamówić zamówię zamówił zamówienie zamówienia zamówień zamówieniu",
    "rachunek rachunku rachunki rachunkiem rachunków",
    "wizyta wizyty wizytę wizycie",
    "faktura faktury fakturze faktur",
    "paczka paczki paczkę paczce paczek",
    "przełożyć przełożymy przełożyła",
  ],
  en: [
    "delivery deliveries delivered deliver",
    "appointment appointments",
    "cancel cancelled cancelling",
    "reschedule rescheduled rescheduling",
    "insurance insured",
  ],
};

describe("words", () => {
  it.each(Object.entries(words).flatMap(([locale, groups]) => groups.map((group) => [locale, group] as const)))(
    "of %s are found in each of their forms: %s",
    (locale, group) => {
      const forms = group.split(" ");
      const missed = forms.flatMap((form) =>
        forms.filter((other) => !finds(other, form, locale)).map((other) => [other, form]),
      );
      expect(missed).toEqual([]);
    },
  );

  it("are not found by other words", () => {
    for (const [word, text] of [
      ["доставка", "достаточно"],
      ["врач", "вращение"],
      ["umowa", "umieć"],
      ["deliver", "delete"],
    ] as const) {
      expect(finds(word, text, null), `${word} in ${text}`).toBe(false);
    }
  });

  it("of the other language of a conversation are told by their letters", () => {
    expect(finds("зустрічей", "давайте зустріч перенесемо", "ru")).toBe(true);
    expect(finds("договоров", "какие договоры", "uk")).toBe(true);
    expect(finds("umowie", "podpiszę umowę", "ru")).toBe(true);
  });

  it("are found with and without diacritics, marks of stress and apostrophes", () => {
    expect(foldWords("Zażółć GĘŚLĄ jaźń")).toEqual(["zazolc", "gesla", "jazn"]);
    expect(foldWords("догово́р, за+мок, ещё п’ять")).toEqual(["договор", "замок", "еще", "пять"]);
    expect(foldWords("Don't pay 1250,50 €")).toEqual(["dont", "pay", "1250", "50"]);
  });

  it("that are short are looked for only when there are no others", () => {
    expect(reader.query("о на договор 5")).toHaveLength(2);
    expect(reader.query("да")).toHaveLength(1);
  });

  it("have a stem of their own, whichever word came before", () => {
    const word = fc.constantFrom(
      ...Object.values(words).flatMap((groups) => groups.flatMap((group) => group.split(" "))),
      "радость",
      "возможность",
      "гость",
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("ru", "uk", "pl", "en"),
        (list, locale) => {
          const alone = list.map((each) => reader.stems(each, locale));
          expect(list.map((each) => reader.stems(each, locale))).toEqual(alone);
        },
      ),
    );
  });

  it("find themselves in any text that has them", () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from("абвгіїжшчьоелкт aąęłńścdeorstz 019 '-!")),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, fc.constantFrom("ru", "uk", "pl", "en", null), (given, locale) => {
        const stems = reader.stems(given, locale);
        expect(stems).toMatch(/^(?:[\p{L}\p{N}\p{M}]+(?: [\p{L}\p{N}\p{M}]+)*)?$/u);
        expect(finds(given, given, locale)).toBe(true);
      }),
    );
  });
});
