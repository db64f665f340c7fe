/** What a person is asked when a call's result is unknown, in the robot's language. */
const unknownResultTexts = {
  ru: {
    title: "Проверьте результат звонка робота",
    text: "Робот звонил клиенту, но результат не пришёл. Узнайте у клиента и переведите элемент вручную.",
  },
  uk: {
    title: "Перевірте результат дзвінка робота",
    text: "Робот телефонував клієнту, але результат не надійшов. Дізнайтеся у клієнта й переведіть елемент вручну.",
  },
  pl: {
    title: "Sprawdź wynik rozmowy robota",
    text: "Robot dzwonił do klienta, ale wynik nie dotarł. Zapytaj klienta i przenieś element ręcznie.",
  },
  en: {
    title: "Check the result of the robot's call",
    text: "The robot called the client but no result arrived. Ask the client and move the item by hand.",
  },
} as const;

/** The texts in a locale such as `ru-RU`; English where there are none. */
export function unknownResultText(locale: string): { readonly title: string; readonly text: string } {
  const language = locale.slice(0, 2).toLowerCase();
  return language in unknownResultTexts
    ? unknownResultTexts[language as keyof typeof unknownResultTexts]
    : unknownResultTexts.en;
}
