import { CallwrightError } from "../errors/index.ts";
import { createNotes, type Notes } from "./readers/notes.ts";
import { isRecord, noteAbsentOr, noteUnknownKeys, type UnknownRecord } from "./readers/read-value.ts";
import type { Recogniser, SlotRecogniser } from "./robot-definition.ts";
import type { CheckRecogniser, RecogniserSource } from "./types/recogniser-source.ts";
import type { Declared } from "./types/known-names.ts";

const recogniserKeys = ["name", "locales", "match", "read", "readKeys"];

/**
 * A recogniser of the user's own: of a meaning, with `match`, or of a value for a slot, with `read`.
 *
 * Shape: with `read` it goes into `hear` of collect steps, else into `hear` of answers, choices and digressions.
 * Limits: pure functions; its name never changes, for documents name it.
 *
 * @throws CallwrightError `DEFINE_INVALID` with all mistakes at once; most of them do not compile.
 * @example
 * const angry = defineRecogniser({
 *   name: "angry",
 *   locales: ["en"],
 *   match: (utterance) => (utterance.includes("complain") ? 0.9 : undefined),
 * });
 * const plate = defineRecogniser({
 *   name: "plate",
 *   locales: ["en"],
 *   read: (utterance) => {
 *     const value = /[A-Z]\d{3}/.exec(utterance)?.[0];
 *     return value === undefined ? undefined : { value, confidence: 1 };
 *   },
 * });
 */
export function defineRecogniser<Key extends string, Value = unknown>(
  definition: RecogniserSource<Value> & Declared<Key> & CheckRecogniser<Key>,
): "read" extends Key ? SlotRecogniser<Value> : Recogniser {
  const notes = createNotes();
  const source: unknown = definition;
  const read = readRecogniser(isRecord(source) ? source : {}, notes);
  if (notes.mistakes.length > 0)
    throw new CallwrightError("DEFINE_INVALID", { id: read.name, mistakes: notes.mistakes });
  return read as "read" extends Key ? SlotRecogniser<Value> : Recogniser;
}

function readRecogniser(source: UnknownRecord, notes: Notes): { readonly name: string } {
  noteUnknownKeys(source, recogniserKeys, "", "A recogniser", notes);
  const { match, read, readKeys } = source;
  if (match === undefined && read === undefined) {
    notes.add("DEFINE_MISSING", "match", { name: "match", meaning: "hear a meaning with match, or a value with read" });
  }
  if (match !== undefined && read !== undefined) {
    notes.add("DEFINE_WRONG_TYPE", "match", { expected: "left out where the recogniser reads a value" });
  }
  if (readKeys !== undefined && read === undefined) {
    notes.add("DEFINE_WRONG_TYPE", "readKeys", { expected: "left out where the recogniser reads no value" });
  }
  const functions = Object.entries({ match, read, readKeys }).filter(([, value]) => value !== undefined);
  for (const [name, value] of functions) {
    if (typeof value !== "function") notes.add("DEFINE_WRONG_TYPE", name, { expected: "a function" });
  }
  return {
    kind: "own",
    name: readName(source["name"], notes),
    locales: readLocales(source["locales"], notes),
    ...Object.fromEntries(functions),
  } as { readonly name: string };
}

function readName(name: unknown, notes: Notes): string {
  if (typeof name !== "string") {
    noteAbsentOr(name, "name", "documents name the recogniser", "a string", notes);
    return "";
  }
  if (!/^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*$/.test(name)) {
    const rule = "letters, digits, dots and hyphens, beginning with a letter";
    notes.add("DEFINE_ID_INVALID", "name", { name, rule });
  }
  return name;
}

function readLocales(locales: unknown, notes: Notes): readonly string[] {
  const isLocale = (locale: unknown): boolean =>
    typeof locale === "string" && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale);
  if (Array.isArray(locales) && locales.length > 0 && locales.every(isLocale)) return locales as readonly string[];
  const expected = "a list of language tags such as ru or en-GB";
  noteAbsentOr(locales, "locales", "say which languages it understands", expected, notes);
  return [];
}
