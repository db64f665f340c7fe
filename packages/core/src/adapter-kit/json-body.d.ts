/**
 * The value of a JSON body.
 *
 * @throws CallwrightError `WEBHOOK_MALFORMED` when the body is not JSON in UTF-8.
 */
export declare function readJsonBody(bytes: Uint8Array, path: string): unknown;
