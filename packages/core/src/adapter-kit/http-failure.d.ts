declare const brand: unique symbol;
/**
 * No answer came to a request. `instanceof` holds across duplicate installs.
 *
 * Shape: `reason` is a code such as `ECONNREFUSED` or a few words of ours; never an address, a header or a body.
 */
export declare class HttpFailure extends Error {
    readonly [brand] = true;
    readonly name = "HttpFailure";
    /** Whether the request may have reached the other side. `false`: it certainly did not. */
    readonly sent: boolean;
    readonly reason: string;
    constructor(sent: boolean, reason: string, cause?: unknown);
    static [Symbol.hasInstance](value: unknown): boolean;
}
export {};
