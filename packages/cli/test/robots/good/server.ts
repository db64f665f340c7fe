/** Lies beside the robots and must not be imported by a check. */
throw new Error("the server was started");
export const started = true;
