const categories = ["zero", "one", "two", "few", "many", "other"] as const;

/**
 * The forms that a language needs for whole numbers, in the order in which they are written.
 *
 * Shape: `one, few, many` for ru, uk and pl; `one, other` for en.
 */
export function pluralForms(locale: string): readonly string[] {
  const rules = new Intl.PluralRules(locale);
  const met = new Set<string>();
  // Every form of every language is met by a number below 200; "many" of millions in French goes with "other".
  for (let number = 0; number <= 200; number += 1) met.add(rules.select(number));
  return categories.filter((category) => met.has(category));
}

/** The form that goes with a number. A fraction takes the form of few where the language has one: "полторы минуты". */
export function pluralFormOf(number: number, forms: readonly string[], locale: string): string {
  const known = pluralForms(locale);
  const category = new Intl.PluralRules(locale).select(number);
  const wanted = known.includes(category) || !known.includes("few") ? category : "few";
  const index = known.indexOf(wanted);
  return forms[index < 0 ? forms.length - 1 : Math.min(index, forms.length - 1)] ?? "";
}
