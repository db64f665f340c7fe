const brand = Symbol.for("callwright.sayable");

/** A fault that our own code finds while it runs a definition. Its message names places of the definition alone, so it may be told. */
export class SayableError extends Error {
  readonly [brand] = true;
}

/** Whether the message of an error may be told to anybody. */
export function isSayable(error: unknown): error is SayableError {
  return typeof error === "object" && error !== null && brand in error;
}
