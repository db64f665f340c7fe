const brand = Symbol.for("callwright.http-failure");

/**
 * No answer came to a request. `instanceof` holds across duplicate installs.
 *
 * Shape: `reason` is a code such as `ECONNREFUSED` or a few words of ours; never an address, a header or a body.
 */
export class HttpFailure extends Error {
  readonly [brand] = true;
  override readonly name = "HttpFailure";
  /** Whether the request may have reached the other side. `false`: it certainly did not. */
  readonly sent: boolean;
  readonly reason: string;

  constructor(sent: boolean, reason: string, cause?: unknown) {
    super(`No answer: ${reason}${sent ? "; the request may have been carried out" : "; the request was not sent"}`);
    this.sent = sent;
    this.reason = reason;
    if (cause !== undefined) Object.defineProperty(this, "cause", { value: cause, enumerable: false });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
}
