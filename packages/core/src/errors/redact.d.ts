/** Text without phone numbers, webhook codes and token-like words. For messages that come from outside. */
export declare function redactText(text: string): string;
/** A copy of a value that may be logged: secrets by name and numbers inside texts are masked. */
export declare function redact(value: unknown): unknown;
