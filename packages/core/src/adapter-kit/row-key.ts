import { CallwrightError } from "../errors/index.ts";

const phoneNumber = /\+\d{7,}/g;

/** A row's key as messages may show it: phone numbers inside are masked. */
export function showKey(id: string): string {
  return id.replace(phoneNumber, "+***");
}

/** Whether every database keeps a text as it is: none holds U+0000 or half of a surrogate pair in UTF-8 text. */
export function isKeptToTheLetter(text: string): boolean {
  // Node 20 has it, the types of the language's year do not yet.
  return (text as string & { isWellFormed(): boolean }).isWellFormed() && !text.includes("\0");
}

/**
 * Makes sure that a row's key is text that every database keeps to the letter.
 *
 * @param store The store's name, for the message.
 * @throws `STORE_QUERY_REFUSED` for a key that is no text, or holds U+0000 or half of a surrogate pair.
 */
export function checkRowKey(id: unknown, table: string, store: string): void {
  if (typeof id === "string" && isKeptToTheLetter(id)) return;
  const reason = `a row for table "${table}" has a key that is not plain text`;
  throw new CallwrightError("STORE_QUERY_REFUSED", { path: store, reason });
}
