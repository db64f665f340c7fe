const variablePattern = /\{([^{}]+)\}/g;

/** A value that can be spoken inside a text. */
export type SpokenValue = string | number | boolean;

/** The variables that words name, each once, in the order of the words. */
export function textVariables(words: string): string[] {
  return [...new Set(Array.from(words.matchAll(variablePattern), (match) => match[1] ?? ""))];
}

/** Whether words have a brace that opens or closes no variable, e.g. `Hello {name`. */
export function hasLooseBrace(words: string): boolean {
  return /[{}]/.test(words.replace(variablePattern, ""));
}

/**
 * Words with their variables filled in. Braces inside a value stay as they are.
 *
 * Default: a variable without a value is left out; check the words first, with `checkText` or by defining the robot.
 */
export function fillText(words: string, values: Readonly<Record<string, SpokenValue>>): string {
  return words.replace(variablePattern, (_, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : ""));
}
