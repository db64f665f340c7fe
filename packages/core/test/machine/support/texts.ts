import type { DriveText } from "../../../src/define/index.ts";
import { parseTextSegments } from "../../../src/define/index.ts";

/** Texts of a driven call, written as words. */
export function driveTexts(words: Readonly<Record<string, string>>): Readonly<Record<string, DriveText>> {
  return Object.fromEntries(
    Object.entries(words).map(([key, text]) => [key, { segments: parseTextSegments(text).segments, file: null }]),
  );
}
