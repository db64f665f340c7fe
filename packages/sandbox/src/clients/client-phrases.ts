/** What a phrase of a scripted client means; `other` is neither yes nor no. */
export type PhraseMeaning = "yes" | "no" | "other";

/**
 * Plain Russian phrases whose meaning nobody disputes: spotting keywords and understanding the sentence give the same.
 * "да нет" and "конечно, нет" are left out on purpose.
 */
export const clientPhrases: Readonly<Record<PhraseMeaning, readonly string[]>> = {
  yes: ["да", "Да!", "да, конечно", "да, приду", "ага", "угу", "да, буду", "ну да", "да-да-да", "конечно, приду"],
  no: ["нет", "Нет.", "нет, не приду", "нет, спасибо", "не приду", "не смогу", "нет, не получится", "не буду"],
  other: [
    "какая сегодня погода",
    "алло, кто это",
    "бур бур бур",
    "не знаю",
    "сколько это стоит",
    "а где вы находитесь",
  ],
};

/**
 * The meaning of one of the {@link clientPhrases}.
 *
 * @throws RangeError for any other phrase: an expected ending is never guessed.
 */
export function meaningOfPhrase(phrase: string): PhraseMeaning {
  for (const meaning of ["yes", "no", "other"] as const) {
    if (clientPhrases[meaning].includes(phrase)) return meaning;
  }
  throw new RangeError(
    "This client says a phrase that is not listed in clientPhrases; its meaning is not known for certain.",
  );
}
