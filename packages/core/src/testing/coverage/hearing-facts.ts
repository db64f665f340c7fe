import type { HearingFacts } from "../../define/index.ts";

const countries: Readonly<Record<string, string>> = { ru: "RU", uk: "UA", pl: "PL", en: "GB" };

/** What hearing is told about a call that nobody makes: the moment at which simulated calls begin, in the country of the locale. */
export function madeUpFacts(locale: string, { now, country }: Partial<HearingFacts> = {}): HearingFacts {
  const { language, region } = new Intl.Locale(locale);
  return {
    now: now ?? "2026-03-04T10:00",
    country: country ?? region ?? countries[language] ?? language.toUpperCase(),
  };
}
