import { CallwrightError, nearest } from "../errors/index.ts";
import type { RobotDocument } from "./document.ts";
import { spokenVariables } from "./input-variables.ts";
import { textVariables } from "./text-variables.ts";

/**
 * Checks words that shall stand in place of a robot's text, e.g. those of a placement in the CRM.
 *
 * @throws CallwrightError `TEXT_UNKNOWN` when the robot has no such text; `TEXT_UNKNOWN_VARIABLE` when the words name
 * a variable that the robot's input does not always have, or leave a brace open.
 */
export function checkText(document: RobotDocument, key: string, words: string): void {
  if (!Object.hasOwn(document.texts, key)) throw new CallwrightError("TEXT_UNKNOWN", { robot: document.id, text: key });
  const known = spokenVariables(document);
  const unknown = textVariables(words).find((variable) => !known.includes(variable)) ?? looseVariable(words);
  if (unknown === undefined) return;
  const suggestion = nearest(unknown, known);
  throw new CallwrightError("TEXT_UNKNOWN_VARIABLE", {
    robot: document.id,
    text: key,
    variable: unknown,
    ...(suggestion === undefined ? {} : { nearest: suggestion }),
  });
}

/** What stands at a brace that opens or closes no variable; short, because the words belong to the user. */
function looseVariable(words: string): string | undefined {
  const rest = words.replace(/\{[^{}]+\}/g, " ");
  return /[{}]\s*([\p{L}\p{N}_]{0,20})/u.exec(rest)?.[1];
}
