import type { Language } from "./utterance.ts";

/** Words that negate; they stay as they are, because one character turns them into their opposite. */
const negations: Readonly<Record<Language, ReadonlySet<string>>> = {
  ru: new Set(["не", "ни", "нет", "неа", "нету", "никогда", "никак", "нельзя", "без"]),
  uk: new Set(["не", "ні", "нє", "нет", "нема", "немає", "ніколи", "ніяк", "без"]),
  pl: new Set(["nie", "ni", "nigdy", "bez", "żaden", "żadnego", "nic"]),
  en: new Set(["no", "not", "nope", "nah", "never", "don't", "won't", "can't", "cannot", "nor", "none", "without"]),
};

const alphabets: Readonly<Record<Language, string>> = {
  ru: "абвгдежзийклмнопрстуфхцчшщыьэюя",
  uk: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
  pl: "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
  en: "abcdefghijklmnopqrstuvwxyz",
};

/** The utterances with one word in ten corrupted by one character, the same for the same seed; negations and digits stay. */
export function corrupt(utterances: readonly string[], language: Language, seed: number): readonly string[] {
  const chance = seeded(seed);
  const pattern = /[\p{L}'’ʼ]+/gu;
  return utterances.map((words) =>
    words.replace(pattern, (word) => {
      if (negations[language].has(word.toLowerCase()) || chance() >= 0.1) return word;
      return withOneError(word, alphabets[language], chance);
    }),
  );
}

function withOneError(word: string, alphabet: string, chance: () => number): string {
  const letters = Array.from(word);
  const position = Math.floor(chance() * letters.length);
  const other = alphabet[Math.floor(chance() * alphabet.length)] ?? "";
  const here = letters[position] ?? "";
  switch (Math.floor(chance() * 4)) {
    case 0:
      return letters.with(position, other).join("");
    case 1:
      return letters.length > 1 ? letters.toSpliced(position, 1).join("") : other;
    case 2:
      return letters.toSpliced(position, 0, other).join("");
    default: {
      const next = letters[position + 1];
      return next === undefined
        ? letters.with(position, other).join("")
        : letters.toSpliced(position, 2, next, here).join("");
    }
  }
}

/** A small generator of numbers from 0 to 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
