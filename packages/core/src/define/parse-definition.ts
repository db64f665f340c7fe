import { CallwrightError } from "../errors/index.ts";
import type { Json } from "../ports/identity.ts";
import type { DialogDocument, RobotDocument } from "./document.ts";
import { documentDifferences } from "./parse/document-differences.ts";
import { toCodeBook, type CodeBook, type DefinitionCode, type DefinitionWithCode } from "./parse/code-book.ts";
import { parseDialog } from "./parse/parse-dialog.ts";
import { parseRobot } from "./parse/parse-robot.ts";
import { createNotes, type Notes } from "./readers/notes.ts";
import { isRecord, type UnknownRecord } from "./readers/read-value.ts";
import type { DialogDefinition, RobotDefinition } from "./robot-definition.ts";

/**
 * A robot or dialog from a stored document and the code that it names: a definition whose code it shares, or tables of functions.
 *
 * Shape: `kind` tells which; a robot's document, parsed with the same code, has the same fingerprint. Built-in recognisers and
 * effects need not be given. Without a schema of its own the input is checked by the document's JSON Schema.
 * Limits: as `z.fromJSONSchema` where schemas come from the document: members of the input that it does not name are kept.
 *
 * @throws CallwrightError `DEFINE_INVALID` with all mistakes at once: those of `defineRobot` and `defineDialog`, each with its path in
 * the document; functions that the code lacks; and members that the definition would not have so.
 * @example
 * const stored: unknown = JSON.parse(JSON.stringify(visitReminder.document));
 * const edited = parseDefinition(stored, visitReminder);
 * const other = parseDefinition(stored, { recognisers: [plate], conditions: { large: ({ slots }) => Number(slots["amount"]) > 50_000 } });
 */
export function parseDefinition(
  json: unknown,
  code: DefinitionCode | DefinitionWithCode = {},
): RobotDefinition | DialogDefinition {
  const notes = createNotes();
  const document = toPlainJson(json);
  const definition = isRecord(document) ? parseRecord(document, toCodeBook(code), notes) : undefined;
  if (!isRecord(document)) noteFormat("it is no object", notes);
  const id = isRecord(document) && typeof document["id"] === "string" ? document["id"] : "";
  if (definition && notes.mistakes.length === 0) noteDifferences(definition.document, document as Json, notes);
  if (!definition || notes.mistakes.length > 0) {
    throw new CallwrightError("DEFINE_INVALID", { id, mistakes: notes.mistakes });
  }
  return definition;
}

function parseRecord(
  document: UnknownRecord,
  book: CodeBook,
  notes: Notes,
): RobotDefinition | DialogDefinition | undefined {
  if (document["format"] !== 1) {
    const { format } = document;
    noteFormat(format === undefined ? "it names no format" : `its format is ${JSON.stringify(format)}`, notes);
    return undefined;
  }
  const lookup = { book, notes, stubs: new Map(), effectStubs: new Map() };
  if (document["kind"] === "robot") return parseRobot(document, lookup);
  if (document["kind"] === "dialog") return parseDialog(document, lookup);
  noteFormat('its kind is neither "robot" nor "dialog"', notes);
  return undefined;
}

function noteFormat(found: string, notes: Notes): void {
  notes.add("DEFINE_DOCUMENT_FORMAT", "format", { found });
}

function noteDifferences(meant: RobotDocument | DialogDocument, given: Json, notes: Notes): void {
  for (const { path, ...difference } of documentDifferences(given, meant as unknown as Json)) {
    notes.add("DEFINE_DOCUMENT_DIFFERS", path, difference);
  }
}

/** The value as JSON has it; `undefined` for what JSON cannot hold. */
function toPlainJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}
