import type { TextDocument } from "./document.ts";
import { parseTextSegments, type TextVariable } from "./texts/text-segments.ts";

/** The variables that words use, with their formats, in the order of the words. */
export function variablesIn(words: string): readonly TextVariable[] {
  return parseTextSegments(words).segments.filter((segment) => typeof segment !== "string");
}

/** The names of the variables that words use, each once, in the order of the words. */
export function textVariables(words: string): string[] {
  return [...new Set(variablesIn(words).map(({ variable }) => variable))];
}

/** The words of a text; of a recording, what it says. */
export function wordsOf(text: TextDocument): string {
  return typeof text === "string" ? text : text.say;
}
