import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillText, parseTextSegments, speakText } from "../../src/define/index.ts";

const locales = ["ru", "uk", "pl", "en", "en-GB"] as const;

function spoken(format: string, value: unknown, timeZone: string | null = null): Readonly<Record<string, string>> {
  const say = (locale: string) => fillText(`{x:${format}}`, { x: value }, { locale, timeZone });
  return Object.fromEntries(locales.map((locale) => [locale, say(locale)]));
}

describe("parseTextSegments", () => {
  it("takes words, variables and formats apart", () => {
    expect(parseTextSegments("{name}, {n} {n:plural(минута|минуты|минут)} — {sum:money(EUR)}.")).toEqual({
      segments: [
        { variable: "name", format: null },
        ", ",
        { variable: "n", format: null },
        " ",
        { variable: "n", format: { name: "plural", argument: "минута|минуты|минут" } },
        " — ",
        { variable: "sum", format: { name: "money", argument: "EUR" } },
        ".",
      ],
      problems: [],
    });
  });

  it.each([
    ["Добрый день, {name, ждём", { kind: "brace", near: "name" }],
    ["Цена {}", { kind: "brace", near: "" }],
    ["{n:plural(a|b}", { kind: "format", near: "plural(a|b" }],
    ["{n:}", { kind: "format", near: "" }],
  ])("tells what cannot be read in %s", (words, problem) => {
    expect(parseTextSegments(words).problems).toEqual([problem]);
  });
});

describe("formats", () => {
  it("write times and dates as each language does", () => {
    expect(spoken("time", "15:00")).toEqual({ ru: "15:00", uk: "15:00", pl: "15:00", en: "3:00 PM", "en-GB": "15:00" });
    expect(spoken("time", "9:05")).toMatchObject({ ru: "09:05", en: "9:05 AM" });
    expect(spoken("time", "9:05:30")).toMatchObject({ ru: "09:05", en: "9:05 AM" });
    expect(spoken("date", "2026-12-05")).toEqual({
      ru: "5 декабря",
      uk: "5 грудня",
      pl: "5 grudnia",
      en: "December 5",
      "en-GB": "5 December",
    });
    expect(spoken("dateTime", "2026-12-05T11:30")).toEqual({
      ru: "5 декабря в 11:30",
      uk: "5 грудня об 11:30",
      pl: "5 grudnia o 11:30",
      en: "December 5 at 11:30 AM",
      "en-GB": "5 December at 11:30",
    });
  });

  it("show a moment with an offset in the zone of the call, and as it is written where none is known", () => {
    expect(spoken("dateTime", "2026-12-05T22:30:00Z", "Europe/Moscow")).toMatchObject({ ru: "6 декабря в 01:30" });
    expect(spoken("time", "2026-12-05T15:00:00+03:00", "Asia/Yekaterinburg")).toMatchObject({ ru: "17:00" });
    expect(spoken("time", "2026-12-05T15:00:00+03:00")).toMatchObject({ ru: "15:00" });
    expect(spoken("date", "2026-12-05T15:00", "Asia/Tokyo")).toMatchObject({ ru: "5 декабря" });
  });

  it("write amounts in the currency of the locale, or in the one that is named", () => {
    expect(spoken("money", 50_000)).toEqual({
      ru: "50 000 ₽",
      uk: "50 000 ₴",
      pl: "50 000 zł",
      en: "$50,000",
      "en-GB": "£50,000",
    });
    expect(spoken("money", 99.5)).toMatchObject({ ru: "99,50 ₽", en: "$99.50" });
    expect(spoken("money(EUR)", 20)).toMatchObject({ ru: "20 €", en: "€20" });
    expect(fillText("{x:money}", { x: 7 }, { locale: "ru", currency: "KZT" })).toContain("7");
    expect(fillText("{x:money}", { x: 1500 }, { locale: "sw" })).toBe("1,500");
  });

  it("write numbers as each language does", () => {
    expect(spoken("number", 1_234_567.5)).toEqual({
      ru: "1 234 567,5",
      uk: "1 234 567,5",
      pl: "1 234 567,5",
      en: "1,234,567.5",
      "en-GB": "1,234,567.5",
    });
  });

  it.each([
    ["ru", "минута|минуты|минут", { 1: "минута", 2: "минуты", 5: "минут", 11: "минут", 21: "минута", 1.5: "минуты" }],
    ["uk", "хвилина|хвилини|хвилин", { 1: "хвилина", 3: "хвилини", 12: "хвилин", 101: "хвилина", 2.5: "хвилини" }],
    ["pl", "minuta|minuty|minut", { 1: "minuta", 4: "minuty", 5: "minut", 21: "minut", 22: "minuty", 1.5: "minuty" }],
    ["en", "minute|minutes", { 1: "minute", 0: "minutes", 2: "minutes", 1.5: "minutes" }],
  ])("choose the word beside a number in %s", (locale, forms, expected) => {
    for (const [number, word] of Object.entries(expected)) {
      expect(fillText(`{n} {n:plural(${forms})}`, { n: Number(number) }, { locale })).toBe(`${number} ${word}`);
    }
  });

  it("part digits for the voice, and a phone number in the groups of its country", () => {
    expect(spoken("digits", "0071")).toMatchObject({ ru: "0 0 7 1", en: "0 0 7 1" });
    expect(spoken("digits", 8916)).toMatchObject({ ru: "8 9 1 6" });
    expect(spoken("digits", "+79161234567")).toMatchObject({ ru: "+7 916 123 45 67", pl: "+7 916 123 45 67" });
  });

  it.each([
    ["time", "завтра"],
    ["time", "25:00"],
    ["time", "2026-12-05"],
    ["date", "2026-02-30"],
    ["dateTime", "15:00"],
    ["date", 20_261_205],
    ["number", "много"],
    ["money(XYZW)", 5],
    ["plural(a|b|c)", "много"],
    ["digits", "A123"],
    ["digits", "-"],
    ["digits", "+7"],
    ["unknown", "x"],
  ])("speak what {x:%s} does not fit as it is: %s", (format, value) => {
    expect(spoken(format, value)).toMatchObject({ ru: String(value), en: String(value) });
  });

  it("never throw, whatever the value, the zone and the locale are", () => {
    const format = fc.constantFrom("time", "date", "dateTime", "number", "money", "money(QQ)", "plural(a|b)", "digits");
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.anything(),
      fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)?$/),
    );
    const locale = fc.constantFrom("ru", "en", "zz-ZZ", "no such locale");
    fc.assert(
      fc.property(format, value, locale, fc.constantFrom(null, "Europe/Kyiv", "Nowhere/Land"), (name, x, tag, zone) => {
        expect(typeof fillText(`{x:${name}}`, { x }, { locale: tag, timeZone: zone })).toBe("string");
      }),
    );
  });

  it("leave words without variables as they are, loose braces too", () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const { segments } = parseTextSegments(words);
        fc.pre(segments.every((segment) => typeof segment === "string"));
        expect(speakText({ segments }, {}, { locale: "ru" })).toBe(words);
      }),
    );
    expect(fillText("Скидка {} 5 %, { нет", {}, { locale: "ru" })).toBe("Скидка {} 5 %, { нет");
  });
});
