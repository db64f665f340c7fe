import { defineRecogniser } from "@callwright/core";

const letters: Readonly<Record<string, string>> = {
  а: "А",
  бэ: "В",
  вэ: "В",
  е: "Е",
  ка: "К",
  эм: "М",
  эн: "Н",
  о: "О",
  эр: "Р",
  эс: "С",
  тэ: "Т",
  у: "У",
  ха: "Х",
};
const shape = /^[АВЕКМНОРСТУХ]\d{3}[АВЕКМНОРСТУХ]{2}$/;

/** Hears a Russian licence plate without its region: «а сто двадцать три вэ эс» or «А123ВС» gives "А123ВС". */
export const licencePlate = defineRecogniser({
  name: "licencePlate",
  locales: ["ru"],
  read(utterance, _locale, _facts) {
    const words = utterance.toLowerCase().match(/\p{L}+|\d/gu) ?? [];
    const plate = words.map((word) => letters[word] ?? digitsOf(word) ?? word.toUpperCase()).join("");
    return shape.test(plate) ? { value: plate, confidence: 0.9 } : undefined;
  },
});

const digitWords = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"];

function digitsOf(word: string): string | undefined {
  const digit = digitWords.indexOf(word);
  return digit < 0 ? undefined : String(digit);
}
