/** A value that can be spoken inside a text. */
export type SpokenValue = string | number | boolean;
/** The variables that words name, each once, in the order of the words. */
export declare function textVariables(words: string): string[];
/** Whether words have a brace that opens or closes no variable, e.g. `Hello {name`. */
export declare function hasLooseBrace(words: string): boolean;
/**
 * Words with their variables filled in. Braces inside a value stay as they are.
 *
 * Default: a variable without a value is left out; check the words first, with `checkText` or by defining the robot.
 */
export declare function fillText(words: string, values: Readonly<Record<string, SpokenValue>>): string;
