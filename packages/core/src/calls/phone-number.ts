import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * The E.164 form of a phone number, or `undefined` when it is not a valid number.
 *
 * @param country ISO 3166 code for numbers written without a country code, e.g. `RU` makes `8 916 123-45-67` valid.
 */
export function toE164(written: string, country?: string): string | undefined {
  const region = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const number = region ? parsePhoneNumberFromString(written, region) : parsePhoneNumberFromString(written);
  return number?.isValid() ? number.number : undefined;
}
