import { CallwrightError } from "../errors/index.ts";

/**
 * The value of a JSON body.
 *
 * @throws CallwrightError `WEBHOOK_MALFORMED` when the body is not JSON in UTF-8.
 */
export function readJsonBody(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the body, so it is not kept.
    throw new CallwrightError("WEBHOOK_MALFORMED", { path, problems: ["the body is not JSON in UTF-8"] });
  }
}
