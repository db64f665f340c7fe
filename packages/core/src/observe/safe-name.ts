const name = /^[A-Za-z][\w.:/@~-]{0,99}$/;
const manyDigits = /\d{7}/;

/**
 * A name that may be shown to anybody: of a definition, an event, a code.
 *
 * What is no plain name, because somebody outside chose it, becomes `other`: it may hold what a person said.
 */
export function safeName(given: unknown): string {
  return typeof given === "string" && name.test(given) && !manyDigits.test(given) ? given : "other";
}
