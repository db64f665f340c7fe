import { toTerms } from "../adapter-kit/text-plan.ts";

/** Signs that stand inside of words and belong to no letter: apostrophes, marks of stress, soft hyphens. */
const signsWithin = /(?<=\p{L})(?:['’ʼ`´′+]|\u00ad)+(?=\p{L})|[\u0300\u0301\u00ad]/gu;

const latinLetters: Readonly<Record<string, string>> = { ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

/**
 * The words of a text, each in the one way it is compared: lower case, without apostrophes and marks of stress, ё as е, Latin letters
 * without their diacritics. Digits stay.
 */
export function foldWords(text: string): readonly string[] {
  const plain = text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(signsWithin, "");
  return toTerms(plain).map((word) => (/\p{Script=Latin}/u.test(word) ? withoutDiacritics(word) : word));
}

function withoutDiacritics(word: string): string {
  return word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[łđøßæœı]/g, (letter) => latinLetters[letter] ?? letter);
}
