/** How the value of a variable is spoken, e.g. `money(EUR)`. */
export interface TextFormat {
  readonly name: string;
  /** What stands in brackets after the name; `null` without brackets. */
  readonly argument: string | null;
}

/** A variable inside a text. */
export interface TextVariable {
  readonly variable: string;
  readonly format: TextFormat | null;
}

/** A part of a text: words that are spoken as they are, or a variable. */
export type TextSegment = string | TextVariable;

/** What cannot be read in a text, and the words at it; short, because the words belong to the user. */
export interface TextProblem {
  readonly kind: "brace" | "format";
  readonly near: string;
}

/** Words taken apart. Read without problems, the segments are the whole text in order. */
export interface ParsedText {
  readonly segments: readonly TextSegment[];
  readonly problems: readonly TextProblem[];
}

const variablePattern = /\{([^{}]+)\}/g;
const formatPattern = /^([A-Za-z]+)(?:\(([^()]*)\))?$/;

/**
 * The segments of words such as `"{name}, {amount:money}"`.
 *
 * Shape: a brace that opens or closes no variable stays in the words and is a problem; so is what follows a colon and is no format.
 */
export function parseTextSegments(words: string): ParsedText {
  const segments: TextSegment[] = [];
  const problems: TextProblem[] = [];
  let end = 0;
  for (const match of words.matchAll(variablePattern)) {
    addWords(segments, words.slice(end, match.index));
    segments.push(readVariable(match[1] ?? "", problems));
    end = match.index + match[0].length;
  }
  addWords(segments, words.slice(end));
  const loose = /[{}]\s*([\p{L}\p{N}_]{0,20})/u.exec(words.replace(variablePattern, " "));
  if (loose) problems.unshift({ kind: "brace", near: loose[1] ?? "" });
  return { segments, problems };
}

function addWords(segments: TextSegment[], words: string): void {
  if (words !== "") segments.push(words);
}

function readVariable(inside: string, problems: TextProblem[]): TextVariable {
  const colon = inside.indexOf(":");
  if (colon < 0) return { variable: inside, format: null };
  const variable = inside.slice(0, colon);
  const written = inside.slice(colon + 1);
  const format = formatPattern.exec(written);
  if (format) return { variable, format: { name: format[1] ?? "", argument: format[2] ?? null } };
  problems.push({ kind: "format", near: written.slice(0, 40) });
  return { variable, format: { name: written, argument: null } };
}
