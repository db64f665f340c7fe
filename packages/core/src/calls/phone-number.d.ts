/**
 * The E.164 form of a phone number, or `undefined` when it is not a valid number.
 *
 * @param country ISO 3166 code for numbers written without a country code, e.g. `RU` makes `8 916 123-45-67` valid.
 */
export declare function toE164(written: string, country?: string): string | undefined;
