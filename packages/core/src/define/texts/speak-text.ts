import { textFormats, type SpeakOptions } from "./text-formats.ts";
import { parseTextSegments, type TextSegment, type TextVariable } from "./text-segments.ts";

/** A text of one call: what is known at its launch is filled in, the rest are variables. */
export interface DriveText {
  readonly segments: readonly TextSegment[];
  /** A recording of these words; `null` when there is none. */
  readonly file: string | null;
}

/**
 * The words of a text, variables filled in and written as the locale writes them. Braces inside a value stay as they are.
 *
 * Default: a variable without a value is left out; a value that its format cannot speak is spoken as it is. Never throws.
 */
export function speakText(
  text: Pick<DriveText, "segments">,
  values: Readonly<Record<string, unknown>>,
  options: SpeakOptions,
): string {
  return text.segments
    .map((segment) => (typeof segment === "string" ? segment : speakVariable(segment, values, options)))
    .join("");
}

/** Words with their variables filled in, like {@link speakText}. */
export function fillText(words: string, values: Readonly<Record<string, unknown>>, options: SpeakOptions): string {
  return speakText(parseTextSegments(words), values, options);
}

/** The words for one variable. */
export function speakVariable(
  { variable, format }: TextVariable,
  values: Readonly<Record<string, unknown>>,
  options: SpeakOptions,
): string {
  const value = Object.hasOwn(values, variable) ? values[variable] : undefined;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string" && typeof value !== "number") return "";
  return (format && spoken(value, format, options)) ?? String(value);
}

function spoken(
  value: string | number,
  format: NonNullable<TextVariable["format"]>,
  options: SpeakOptions,
): string | undefined {
  try {
    const words = textFormats.get(format.name)?.speak(value, format.argument, options);
    // Intl parts digits and signs with narrow and unbreakable spaces, by version; a voice wants plain ones.
    return words?.replace(/[\u00A0\u2009\u202F]/g, " ");
  } catch {
    // A zone, locale or currency that Intl does not know, or a day that no calendar has: nothing to fail a call for.
    return undefined;
  }
}
