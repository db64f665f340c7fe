import { describe, expect, it } from "vitest";
import { grammar, type SlotRecogniser } from "../../../src/phrases/grammar/index.ts";
import { heardEn } from "./heard-en.ts";
import { heardPl } from "./heard-pl.ts";
import { heardRu } from "./heard-ru.ts";
import { heardUk } from "./heard-uk.ts";

const languages = [
  { locale: "ru", country: "RU", cases: heardRu },
  { locale: "uk", country: "UA", cases: heardUk },
  { locale: "pl", country: "PL", cases: heardPl },
  { locale: "en", country: "GB", cases: heardEn },
];

const recognisers: Readonly<Record<string, SlotRecogniser<number | string>>> = grammar;

describe.each(languages)("$locale", ({ locale, country, cases }) => {
  it.each(cases)("%s: %j is %j", (kind, said, value) => {
    const facts = { now: "2026-11-27T14:05", country };
    expect(recognisers[kind]?.read(said, locale, facts)?.value ?? null).toBe(value);
  });
});

const facts = { now: "2026-11-27T14:05", country: "RU" };

it.each([
  ["number", "1500", 1500],
  ["number", "2*5", 2.5],
  ["number", "2*5*1", undefined],
  ["digits", "007", "007"],
  ["digits", "12*", undefined],
  ["money", "100*50", 100.5],
  ["date", "0512", "2026-12-05"],
  ["date", "2611", "2027-11-26"],
  ["date", "05122028", "2028-12-05"],
  ["date", "2902", "2028-02-29"],
  ["date", "3102", undefined],
  ["date", "29022027", undefined],
  ["time", "1530", "15:30"],
  ["time", "0530", "05:30"],
  ["time", "2460", undefined],
  ["phone", "89161234567", "+79161234567"],
  ["phone", "9161234567", "+79161234567"],
  ["phone", "380671234567", "+380671234567"],
  ["phone", "123", undefined],
])("keys of %s: %s are %j", (kind, keys, value) => {
  expect(recognisers[kind]?.readKeys?.(keys, facts)).toBe(value);
});

it("takes no keys for names and free text", () => {
  expect(grammar.name.readKeys).toBeUndefined();
  expect(grammar.text.readKeys).toBeUndefined();
});

it("reads by the language of a locale, and nothing in a language it does not know", () => {
  expect(grammar.number.read("двадцать", "ru-RU", facts)?.value).toBe(20);
  expect(grammar.number.read("zwanzig", "de", facts)).toBeUndefined();
  expect(grammar.name.read("Anna", "constructor", facts)).toBeUndefined();
});

it("is less sure of a misheard word and of a value among words that nothing explains", () => {
  const sure = (said: string) => grammar.number.read(said, "ru", facts)?.confidence ?? 0;
  expect(sure("двадцать")).toBe(1);
  expect(sure("двадцавть")).toBeLessThan(sure("двадцать"));
  expect(sure("бегемоты слопали двадцать апельсинов")).toBeLessThan(sure("двадцать"));
});

it("counts dates from the client's day, over years and leap days", () => {
  const on = (now: string, said: string) => grammar.date.read(said, "ru", { ...facts, now })?.value;
  expect(on("2028-02-28T23:59", "завтра")).toBe("2028-02-29");
  expect(on("2026-12-31T00:00", "завтра")).toBe("2027-01-01");
  expect(on("2027-01-31T10:00", "через месяц")).toBe("2027-02-28");
  expect(on("2026-11-30T10:00", "в понедельник")).toBe("2026-12-07");
  expect(on("2026-11-30T10:00", "тридцать первого")).toBe("2026-12-31");
  expect(grammar.time.read("через полчаса", "ru", { ...facts, now: "2026-03-29T23:45" })?.value).toBe("00:15");
});

it("keeps free text as said, in composed letters, at most 500 characters", () => {
  expect(grammar.text.read(" Żółw ".normalize("NFD"), "pl", facts)?.value).toBe("Żółw");
  expect(Array.from(grammar.text.read("😀a".repeat(600), "en", facts)?.value ?? "")).toHaveLength(500);
});
