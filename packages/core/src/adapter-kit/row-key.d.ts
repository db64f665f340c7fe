/** A row's key as messages may show it: phone numbers inside are masked. */
export declare function showKey(id: string): string;
/**
 * Makes sure that a row's key is text that every database keeps to the letter.
 *
 * @param store The store's name, for the message.
 * @throws `STORE_FAILED` for a key that is no text, or holds U+0000 or half of a surrogate pair.
 */
export declare function checkRowKey(id: unknown, table: string, store: string): void;
