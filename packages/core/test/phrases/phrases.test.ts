import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phrases, type PhrasesSettings } from "../../src/phrases/index.ts";

const price = phrases({
  name: "price",
  en: ["how much", "price|cost*"],
  ru: ["сколько стоит", "цен*"],
  uk: ["скільки коштує", "ціна|ціну"],
  pl: ["ile kosztuje", "cena|cenę"],
});

describe("phrases", () => {
  it("carries its name and languages", () => {
    expect(price).toMatchObject({ kind: "phrases", name: "price", locales: ["en", "ru", "uk", "pl"] });
    expect(phrases({ name: "price", en: ["price"] }).locales).toEqual(["en"]);
  });

  it.each([
    ["how much is it", "en"],
    ["and, uh, how, um, much is the visit?", "en-GB"],
    ["what does it cost", "en"],
    ["tell me the price please", "en"],
    ["not the address, the price", "en"],
    ["а сколько это, ну, стоит?", "ru"],
    ["какие у вас цены", "ru-RU"],
    ["не знаю сколько стоит", "ru"],
    ["скільки ж коштує прийом", "uk"],
    ["ile to kosztuje? jaka cena", "pl"],
    ["jaka jest cene", "pl"],
    ["скольк стоит", "ru"],
  ])("hears the price in %j (%s)", (utterance, locale) => {
    expect(price.match(utterance, locale)).toBeGreaterThan(0);
    expect(price.match(utterance, locale)).toBeLessThanOrEqual(1);
  });

  it.each([
    ["not the price", "en"],
    ["I don't want the price", "en"],
    ["the prize is mine", "en"],
    ["yes", "en"],
    ["", "en"],
    ["не цена, а адрес", "ru"],
    ["мне не нужна цена", "ru"],
    ["мені не потрібна ціна", "uk"],
    ["nie interesuje mnie cena", "pl"],
    ["how much", "ru"],
    ["how much", "de"],
  ])("hears no price in %j (%s)", (utterance, locale) => {
    expect(price.match(utterance, locale)).toBeUndefined();
  });

  it("is surer the more words it explains", () => {
    const sure = price.match("how much is it", "en") ?? 0;
    expect(sure).toBeGreaterThan(price.match("how much is a visit to the dentist on friday", "en") ?? 0);
  });

  it("hears the same through case, punctuation and decomposed letters", () => {
    const said = fc.constantFrom(
      "how much is it",
      "сколько стоит приём",
      "ile kosztuje wizyta",
      "скільки коштує прийом",
    );
    fc.assert(
      fc.property(said, fc.constantFrom("ru", "uk", "pl", "en"), (utterance, locale) => {
        const heard = price.match(utterance, locale);
        expect(price.match(`${utterance.toUpperCase()}!`, locale)).toBe(heard);
        expect(price.match(utterance.normalize("NFD").replaceAll(" ", ", "), locale)).toBe(heard);
      }),
    );
  });

  it.each([
    [{ name: "my price", en: ["price"] }, "name"],
    [{ name: "price", en: ["pr*ice"] }, 'phrases("price").en[0]: the phrase "pr*ice"'],
    [{ name: "price", fr: ["prix"] }, 'language "fr" is not known'],
  ])("refuses %j", (given, fault) => {
    expect(() => phrases(given as PhrasesSettings)).toThrow(fault);
  });
});
