/**
 * The named dictionaries that `keywords` refer to.
 *
 * Words that turn into their opposite beside "не" or "нет" ("приду", "хорошо", "конечно", "против") stand only in
 * phrases: a refusal must not fit because one of its words would agree.
 *
 * Source: the name "Согласие" is seen in public code (read 2026-08-21); "Отказ" and all words are ours.
 */
export const keywordDictionaries: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "Согласие",
    [
      "да",
      "ага",
      "угу",
      "так точно",
      "конечно приду",
      "конечно буду",
      "обязательно приду",
      "обязательно буду",
      "без проблем",
    ],
  ],
  [
    "Отказ",
    [
      "нет",
      "неа",
      "не приду",
      "не буду",
      "не смогу",
      "не могу",
      "не хочу",
      "не надо",
      "не нужно",
      "не получится",
      "не согласен",
      "не согласна",
      "ни в коем случае",
      "отказываюсь",
      "отмените",
    ],
  ],
]);
