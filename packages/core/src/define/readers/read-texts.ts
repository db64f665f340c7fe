import type { Json } from "../../ports/identity.ts";
import type { TextDocument, TextsDocument } from "../document.ts";
import { inputVariables, variableTypes } from "../input-variables.ts";
import { formatProblem } from "../texts/format-problem.ts";
import type { SpokenType } from "../texts/text-formats.ts";
import { parseTextSegments, type TextVariable } from "../texts/text-segments.ts";
import { wordsOf } from "../text-variables.ts";
import type { Notes } from "./notes.ts";
import { readNamed } from "./read-head.ts";
import { isRecord, join, noteUnknownKeys, readString, type UnknownRecord } from "./read-value.ts";

/** What the words of texts may use. */
export interface TextScope {
  readonly all: readonly string[];
  readonly types: ReadonlyMap<string, readonly SpokenType[]>;
}

/**
 * Reads the texts: words or recordings for every locale, whose variables the input or the slots have (not checked where the input
 * could not be read).
 */
export function readTexts(
  value: unknown,
  locales: readonly string[],
  input: Json | undefined,
  notes: Notes,
  slots: Readonly<Record<string, Json>> = {},
): TextsDocument {
  const scope: TextScope | undefined =
    input === undefined
      ? undefined
      : { all: [...inputVariables({ input }), ...Object.keys(slots)], types: variableTypes({ input, slots }) };
  const meaning = "give the words that the robot says, by key";
  return Object.fromEntries(
    readNamed(value, "texts", meaning, notes).map(([key, text]) => {
      const path = join("texts", key);
      if (isRecord(text) && !isRecording(text, locales)) return [key, readByLocale(text, locales, path, scope, notes)];
      const words = readText(text, path, notes);
      checkText(words, locales, path, scope, notes);
      return [key, Object.fromEntries(locales.map((locale) => [locale, words]))];
    }),
  );
}

function readByLocale(
  text: UnknownRecord,
  locales: readonly string[],
  path: string,
  scope: TextScope | undefined,
  notes: Notes,
): Readonly<Record<string, TextDocument>> {
  for (const locale of locales) {
    if (!Object.hasOwn(text, locale)) notes.add("DEFINE_MISSING_LOCALE", path, { locale });
  }
  const words: Record<string, TextDocument> = {};
  for (const [locale, spoken] of Object.entries(text)) {
    const place = join(path, locale);
    if (!locales.includes(locale)) notes.add("DEFINE_UNKNOWN_LOCALE", place, { name: locale, known: locales });
    else {
      words[locale] = readText(spoken, place, notes);
      checkText(words[locale], [locale], place, scope, notes);
    }
  }
  return words;
}

/** `say` and `file` are no language tags of texts, unless a robot speaks a language that is called so. */
function isRecording(text: UnknownRecord, locales: readonly string[]): boolean {
  return ["say", "file"].some((key) => Object.hasOwn(text, key) && !locales.includes(key));
}

function readText(text: unknown, path: string, notes: Notes): TextDocument {
  if (!isRecord(text)) return readString(text, path, "give the words of the text", notes);
  noteUnknownKeys(text, ["say", "file"], path, "A recording", notes);
  return {
    say: readString(text["say"], join(path, "say"), "give the words that the recording says", notes),
    file: readString(text["file"], join(path, "file"), "name the file of the recording", notes),
  };
}

/** Notes what is wrong with words: loose braces, unknown variables, formats that do not fit. */
export function checkText(
  text: TextDocument,
  locales: readonly string[],
  path: string,
  scope: TextScope | undefined,
  notes: Notes,
): void {
  const { segments, problems } = parseTextSegments(wordsOf(text));
  const place = typeof text === "string" ? path : join(path, "say");
  if (problems.some(({ kind }) => kind === "brace")) notes.add("DEFINE_BRACE", place);
  const variables = segments.filter((segment) => typeof segment !== "string");
  const [recorded] = variables;
  if (typeof text !== "string" && recorded) {
    notes.add("DEFINE_RECORDED_VARIABLES", place, { name: recorded.variable });
    return;
  }
  const named = new Set<string>();
  for (const variable of variables) {
    checkFormat(variable, locales, place, scope, notes);
    if (scope && !named.has(variable.variable)) checkName(variable.variable, place, scope, notes);
    named.add(variable.variable);
  }
}

function checkName(name: string, path: string, scope: TextScope, notes: Notes): void {
  if (!scope.all.includes(name)) notes.add("DEFINE_UNKNOWN_VARIABLE", path, { name, known: scope.all });
  else if (!scope.types.has(name)) notes.add("DEFINE_UNSPEAKABLE_VARIABLE", path, { name });
}

/** Notes the first locale in which a variable's format cannot be used; the others say the same. */
function checkFormat(
  variable: TextVariable,
  locales: readonly string[],
  path: string,
  scope: TextScope | undefined,
  notes: Notes,
): void {
  const types = scope?.types.get(variable.variable) ?? [];
  const name = variable.variable;
  for (const locale of locales) {
    const problem = locale === "" ? null : formatProblem(variable, types, locale);
    if (!problem) continue;
    if (problem.kind === "unknown") notes.add("DEFINE_UNKNOWN_FORMAT", path, problem);
    else if (problem.kind === "plural") notes.add("DEFINE_PLURAL_FORMS", path, { name, reason: problem.reason });
    else notes.add("DEFINE_FORMAT_UNFIT", path, { name, format: variable.format?.name ?? "", reason: problem.reason });
    return;
  }
}
