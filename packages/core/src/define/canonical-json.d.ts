/** The one spelling of a JSON value: keys sorted by code unit, no white space, absent values left out. */
export declare function canonicalJson(value: unknown): string;
