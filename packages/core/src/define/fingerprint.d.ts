import type { RobotFunctions } from "./robot-definition.ts";
/** SHA-256 in hex of a document and the names of the functions that it needs. The order of names and keys does not matter. */
export declare function fingerprintOf(document: unknown, functionNames: readonly string[]): string;
/** The names of a table of functions, each with its kind: `recogniser:yesNo.yes`, `condition:large`, `inputCondition:vip`. */
export declare function functionNamesOf(functions: RobotFunctions): readonly string[];
