/** What only personal data can hold in these tests: nothing of it may come out where people look after the installation. */
export const planted = {
  phone: "+79161234567",
  /** The same number as people and vendors write it. */
  written: ["+7 (916) 123-45-67", "8 916 123 45 67", "89161234567", "916-123-45-67"],
  first: "Zzyzxana",
  last: "Плантинская",
  words: "синий бегемот танцует",
  token: "tk_PLANTED_9f8e7d6c5b4a3f2e1d0c",
} as const;

/** Everything that was planted, as one input. */
export const everything = Object.values(planted).flat().join(" | ");

const words = [planted.first, planted.last, ...planted.words.split(" "), planted.token, "9f8e7d6c"].map((word) =>
  word.toLowerCase(),
);
const digits = "9161234567";

/** What of the planted is in a text: words in any case, the number with anything but digits in between. */
export function plantedIn(text: string): readonly string[] {
  const lower = text.toLowerCase();
  // Identifiers of runs and spans are digits too: the number's may stand apart by what people write between them, no more.
  const numbers = lower.match(/\d(?:[\s().+-]{0,3}\d){9,}/g) ?? [];
  const number = numbers.some((one) => one.replace(/\D/g, "").includes(digits));
  return [...words.filter((word) => lower.includes(word)), ...(number ? [digits] : [])];
}
