import { timezones } from "libphonenumber-geo-carrier";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * The IANA time zones that a number may belong to; empty when its prefix tells nothing.
 *
 * Source: the prefix map of Google's libphonenumber as shipped by libphonenumber-geo-carrier 2.0.
 */
export async function zonesOfNumber(e164: string): Promise<readonly string[]> {
  const zones = (await timezones(parsePhoneNumberFromString(e164))) ?? [];
  return zones.filter((zone) => zone !== "Etc/Unknown");
}
