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

/** A number in E.164 in the groups of its country, e.g. `+7 916 123 45 67`; `undefined` when it is none. */
export function formatPhone(e164: string): string | undefined {
  return parsePhoneNumberFromString(e164)?.formatInternational().replaceAll("-", " ");
}
