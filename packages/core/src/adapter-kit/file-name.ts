import { CallwrightError } from "../errors/index.ts";
import { isKeptToTheLetter } from "./row-key.ts";

const longestBytes = 900;

/** Makes sure that a file can be kept under a name. @param store for the message @throws `STORE_QUERY_REFUSED` */
export function checkFileName(name: string, store: string): void {
  if (Buffer.byteLength(name) <= longestBytes && isKeptToTheLetter(name)) return;
  const reason = `a file's name must be plain text of at most ${longestBytes} bytes`;
  throw new CallwrightError("STORE_QUERY_REFUSED", { path: store, reason });
}
