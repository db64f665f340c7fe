/**
 * Refuses a name that a robot document cannot hold.
 *
 * Errors: an `Error` that says what a name looks like.
 */
export function checkName(name: unknown, place: string): asserts name is string {
  if (typeof name === "string" && /^[A-Za-z][\w.-]*$/u.test(name)) return;
  throw new Error(`${place}: the name ${JSON.stringify(name)} is none. Give letters and digits, e.g. "cancelVisit".`);
}
