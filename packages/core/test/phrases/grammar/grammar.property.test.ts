import fc from "fast-check";
import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/max";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { grammar, type SlotRecogniser } from "../../../src/phrases/grammar/index.ts";
import { corruptWords } from "./corrupt-words.ts";
import { heardEn } from "./heard-en.ts";
import { heardPl } from "./heard-pl.ts";
import { heardRu } from "./heard-ru.ts";
import { heardUk } from "./heard-uk.ts";
import { spellDate } from "./spell-dates.ts";
import { spellNumber } from "./spell-numbers.ts";

interface Language {
  readonly locale: string;
  readonly country: CountryCode;
  readonly cases: typeof heardRu;
  readonly fillers: readonly string[];
  readonly alphabet: string;
  /** Digits that begin a mobile number of the country, and how many follow; groups of the national number. */
  readonly mobile: { readonly prefixes: readonly string[]; readonly rest: number; readonly groups: readonly number[] };
  readonly trunk: string;
}

const languages: readonly Language[] = [
  {
    locale: "ru",
    country: "RU",
    cases: heardRu,
    fillers: ["ну", "э-э", "эм", "вот", "значит,", "ну вот это"],
    alphabet: "абвгдежзийклмнопрстуфхцчшщьыэюя",
    mobile: { prefixes: ["903", "916", "926", "985"], rest: 7, groups: [3, 3, 2, 2] },
    trunk: "8",
  },
  {
    locale: "uk",
    country: "UA",
    cases: heardUk,
    fillers: ["ну", "ем", "от", "значить,", "так"],
    alphabet: "абвгдежзиіїйклмнопрстуфхцчшщьюя",
    mobile: { prefixes: ["50", "67", "63", "97"], rest: 7, groups: [2, 3, 2, 2] },
    trunk: "0",
  },
  {
    locale: "pl",
    country: "PL",
    cases: heardPl,
    fillers: ["no", "yyy", "hmm", "więc,", "no tak"],
    alphabet: "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    mobile: { prefixes: ["501", "602", "790"], rest: 6, groups: [3, 3, 3] },
    trunk: "",
  },
  {
    locale: "en",
    country: "GB",
    cases: heardEn,
    fillers: ["well", "um", "uh,", "er", "so", "okay"],
    alphabet: "abcdefghijklmnopqrstuvwxyz",
    mobile: { prefixes: ["7400", "7911", "7700"], rest: 6, groups: [4, 3, 3] },
    trunk: "0",
  },
];

const recognisers: Readonly<Record<string, SlotRecogniser<number | string>>> = grammar;
const kinds = Object.keys(recognisers);

describe.each(languages)("$locale", ({ locale, country, cases, fillers, alphabet, mobile, trunk }) => {
  const facts = { now: "2026-11-27T14:05", country };
  const read = (kind: string, said: string) => recognisers[kind]?.read(said, locale, facts)?.value;
  const heard = fc.constantFrom(...cases);

  it("reads back every whole number written out in words", () => {
    const size = fc.constantFrom(10, 100, 1000, 1_000_000, 1_000_000_000);
    const numbers = size.chain((end) => fc.integer({ min: 0, max: end - 1 }));
    const round = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 8 })).map(([n, e]) => n * 10 ** e);
    const sparse = fc
      .tuple(fc.integer({ max: 999, min: 0 }), fc.constantFrom(0, 1, 2, 100), fc.constantFrom(0, 1, 10, 100))
      .map(([millions, thousands, rest]) => millions * 1_000_000 + thousands * 1000 + rest);
    fc.assert(
      fc.property(fc.oneof(numbers, round, sparse), (value) => {
        const said = spellNumber(value, locale);
        expect({ said, value: read("number", said) }).toEqual({ said, value });
      }),
      { numRuns: 120 },
    );
    for (let value = 0; value < 1000; value += 1) expect(read("number", spellNumber(value, locale))).toBe(value);
  });

  it("reads back every date of two years in words, a leap day among them", () => {
    const wrong: string[] = [];
    let day = Temporal.PlainDate.from("2027-03-01");
    for (let count = 0; count < 2 * 366; count += 1) {
      const said = spellDate(day.year, day.month, day.day, locale);
      if (read("date", said) !== day.toString()) wrong.push(`${said}: ${String(read("date", said))}`);
      day = day.add({ days: 1 });
    }
    expect(wrong).toEqual([]);
  });

  it("reads back every time in digits", () => {
    const wrong: string[] = [];
    for (let minute = 0; minute < 1440; minute += 1) {
      const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      if (read("time", time) !== time) wrong.push(time);
    }
    expect(wrong).toEqual([]);
  });

  it("reads back every mobile number in groups of digits and in single words", () => {
    const rest = fc.integer({ min: 0, max: 10 ** mobile.rest - 1 });
    const separator = fc.constantFrom(" ", "-", ", ", " - ");
    fc.assert(
      fc.property(
        fc.constantFrom(...mobile.prefixes),
        rest,
        separator,
        fc.boolean(),
        (prefix, tail, between, words) => {
          const national = prefix + String(tail).padStart(mobile.rest, "0");
          const number = parsePhoneNumberFromString(national, country);
          fc.pre(number?.isValid() === true);
          const groups = words
            ? Array.from(trunk + national)
            : [trunk, ...cut(national, mobile.groups)].filter(Boolean);
          const said = groups.map((group) => (words ? spellNumber(Number(group), locale) : group)).join(between);
          expect({ said, value: read("phone", said) }).toEqual({ said, value: number.number });
        },
      ),
    );
  });

  it("hears the same through fillers around", () => {
    const valued = cases.filter(([kind, , value]) => kind !== "text" && kind !== "name" && value !== null);
    fc.assert(
      fc.property(
        fc.constantFrom(...valued),
        fc.constantFrom(...fillers),
        fc.constantFrom(...fillers),
        (item, a, b) => {
          const [kind, said, value] = item;
          const noisy = `${a} ${said} ${b.replace(",", "")}`;
          expect({ noisy, value: read(kind, noisy) }).toEqual({ noisy, value });
        },
      ),
      { numRuns: 120 },
    );
  });

  it("hears the same in decomposed letters, with non-breaking spaces and in capitals", () => {
    for (const [kind, said, value] of cases) {
      if (kind === "text") continue;
      expect(read(kind, said.normalize("NFD")) ?? null).toBe(value);
      expect(read(kind, said.replaceAll(" ", "\u00a0")) ?? null).toBe(value);
      if (kind !== "name") expect(read(kind, said.toUpperCase()) ?? null).toBe(value);
    }
  });

  it("gives the same answer each time, with a confidence between 0 and 1", () => {
    fc.assert(
      fc.property(heard, ([kind, said]) => {
        const first = recognisers[kind]?.read(said, locale, facts);
        expect(recognisers[kind]?.read(said, locale, facts)).toEqual(first);
        expect(first === undefined || (first.confidence > 0 && first.confidence <= 1)).toBe(true);
      }),
    );
  });

  it("answers whatever it is given, and hears no further than a thousand characters", () => {
    const words = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      heard.map(([, said]) => said),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(words, { maxLength: 12 }), (kind, said) => {
        expect(["number", "string", "undefined"]).toContain(typeof read(kind, said.join(" ")));
      }),
      { numRuns: 100 },
    );
    const endless = Array.from({ length: 5000 }, (_, index) => spellNumber(index % 100, locale)).join(" ");
    for (const kind of kinds.filter((name) => name !== "name" && name !== "text")) {
      expect(read(kind, endless)).toEqual(read(kind, endless.slice(0, 1000)));
    }
  });

  it("hears most through one wrong character in ten words, and rather nothing than something else", () => {
    const told = cases.filter(([kind]) => kind !== "text" && kind !== "name");
    let right = 0;
    let wrong = 0;
    let count = 0;
    for (let round = 0; round < 5; round += 1) {
      for (const [index, [kind, said, value]] of told.entries()) {
        const got = read(kind, corruptWords(said, alphabet, 0.1, round * 1000 + index)) ?? null;
        count += 1;
        if (got === value) right += 1;
        else if (got !== null) wrong += 1;
      }
    }
    expect(right / count).toBeGreaterThanOrEqual(0.84);
    expect(wrong / count).toBeLessThanOrEqual(0.015);
  });
});

function cut(text: string, sizes: readonly number[]): string[] {
  let at = 0;
  return sizes.map((size) => text.slice(at, (at += size)));
}
