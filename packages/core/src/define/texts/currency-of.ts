const euroRegions = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" ");

const currencyByRegion: Readonly<Record<string, string>> = {
  ...Object.fromEntries(euroRegions.map((region) => [region, "EUR"])),
  AM: "AMD",
  AU: "AUD",
  AZ: "AZN",
  BG: "EUR",
  BY: "BYN",
  CA: "CAD",
  CH: "CHF",
  CZ: "CZK",
  DK: "DKK",
  GB: "GBP",
  GE: "GEL",
  HU: "HUF",
  IL: "ILS",
  KG: "KGS",
  KZ: "KZT",
  MD: "MDL",
  NO: "NOK",
  NZ: "NZD",
  PL: "PLN",
  RO: "RON",
  RS: "RSD",
  RU: "RUB",
  SE: "SEK",
  TR: "TRY",
  UA: "UAH",
  US: "USD",
  UZ: "UZS",
};

/**
 * The currency of a locale: that of its region, else of the region where its language is mostly spoken, e.g. `ru` → `RUB`,
 * `en` → `USD`, `en-GB` → `GBP`; `undefined` for regions that are not listed.
 */
export function currencyOf(locale: string): string | undefined {
  return currencyByRegion[new Intl.Locale(locale).maximize().region ?? ""];
}

/** Whether a currency is one that Intl knows, e.g. `EUR`. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code);
}
