import { checkText, textsOf } from "../../define/check-text.ts";
import type { RobotDocument, TextDocument } from "../../define/document.ts";
import type { FlatDocument } from "../../define/flat-document.ts";
import { wordsOf } from "../../define/text-variables.ts";
import { speakText, speakVariable, type DriveText } from "../../define/texts/speak-text.ts";
import type { SpeakOptions } from "../../define/texts/text-formats.ts";
import { parseTextSegments, type TextSegment } from "../../define/texts/text-segments.ts";

/** What decides the words of one call. */
export interface SpokenTextsOptions extends SpeakOptions {
  /** Default: also the definition's first locale, where it does not have this one. */
  readonly locale: string;
  /** Words in place of the definition's own, by text key, e.g. those of a placement. A recording gives way to them. */
  readonly texts?: Readonly<Record<string, string>> | null;
  /** The call's input, checked by the definition's schema. */
  readonly input: unknown;
}

/** A definition, or its flattened form; the texts of sub-dialogs are called `<step>.<text>` either way. */
export interface SpokenDefinition {
  readonly document: RobotDocument | FlatDocument;
}

/**
 * The words of every text of a robot, variables filled in: computed once, at the launch, and kept with the run. For dialogs that a
 * vendor drives: recordings are their words, and slots, which such dialogs do not have, are left out.
 *
 * @throws CallwrightError `TEXT_UNKNOWN`, `TEXT_UNKNOWN_VARIABLE`, `TEXT_FORMAT_UNFIT` for words given in place of the definition's own.
 */
export function toSpokenTexts(
  definition: SpokenDefinition,
  options: SpokenTextsOptions,
): Readonly<Record<string, string>> {
  const texts = Object.entries(toDriveTexts(definition, options));
  return Object.fromEntries(texts.map(([key, text]) => [key, speakText(text, {}, options)]));
}

/**
 * Every text of a robot that we drive ourselves: the input filled in and written as the locale writes it, computed once, at the
 * launch, and kept with the run; slots stay variables, to be filled with `speakText` when the text is spoken.
 *
 * @throws CallwrightError `TEXT_UNKNOWN`, `TEXT_UNKNOWN_VARIABLE`, `TEXT_FORMAT_UNFIT` for words given in place of the definition's own.
 */
export function toDriveTexts(
  definition: SpokenDefinition,
  options: SpokenTextsOptions,
): Readonly<Record<string, DriveText>> {
  const document = textsOf(definition.document);
  const given = options.texts ?? {};
  for (const [key, words] of Object.entries(given)) checkText(definition.document, key, words, options.locale);
  const values = isRecord(options.input) ? options.input : {};
  const slots = document.slots ?? {};
  return Object.fromEntries(
    Object.entries(document.texts).map(([key, byLocale]) => {
      const own: TextDocument = byLocale[options.locale] ?? byLocale[document.locales[0]] ?? "";
      const text = Object.hasOwn(given, key) ? (given[key] ?? own) : own;
      const segments = parseTextSegments(wordsOf(text)).segments.map((segment) =>
        typeof segment === "string" || Object.hasOwn(slots, segment.variable)
          ? segment
          : speakVariable(segment, values, options),
      );
      return [key, { segments: joined(segments), file: typeof text === "string" ? null : text.file }];
    }),
  );
}

/** Neighbouring words as one segment. */
function joined(segments: readonly TextSegment[]): readonly TextSegment[] {
  const result: TextSegment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (typeof segment === "string" && typeof last === "string") result[result.length - 1] = last + segment;
    else if (segment !== "") result.push(segment);
  }
  return result;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
