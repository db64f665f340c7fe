import { z } from "zod";
import type { DialogDocument, TextsDocument } from "../document.ts";
import type { DialogDefinition } from "../robot-definition.ts";
import { checkAnswers } from "./check-answers.ts";
import { checkGraph } from "./check-graph.ts";
import { checkSlots } from "./check-slots.ts";
import { emptyFunctionTable, toFunctions } from "./function-table.ts";
import { knownListsOf } from "./known-lists.ts";
import type { Notes } from "./notes.ts";
import { readConditionTable } from "./read-conditions.ts";
import { effectDocuments, readEffects } from "./read-effects.ts";
import { nameProblem, readId, readLocales } from "./read-head.ts";
import { readInput } from "./read-input.ts";
import { readSlots } from "./read-slots.ts";
import { readStart, readSteps } from "./read-steps.ts";
import { readTexts } from "./read-texts.ts";
import { noteAbsentOr, noteUnknownKeys, whenAny, type UnknownRecord } from "./read-value.ts";
import { toStepReading } from "./step-reading.ts";

const dialogKeys = [
  "id",
  "locale",
  "locales",
  "input",
  "slots",
  "texts",
  "conditions",
  "effects",
  "exits",
  "start",
  "steps",
];

/** A dialog's document and its functions. Only to be used when no mistake was noted. */
export interface ReadDialog {
  readonly document: DialogDocument;
  readonly functions: DialogDefinition["functions"];
}

/** Reads a dialog from what a user wrote, noting every mistake on the way. `generated`: as in `readRobot`. */
export function readDialog(source: UnknownRecord, notes: Notes, generated: TextsDocument = {}): ReadDialog {
  noteUnknownKeys(source, dialogKeys, "", "A dialog", notes);
  const id = readId(source["id"], "dialog", notes);
  const locales = readLocales(source, notes);
  const input = readInput(source["input"] ?? z.object({}), notes);
  const { slots, isWhole } = readSlots(source["slots"], input, notes);
  const functions = emptyFunctionTable();
  readEffects(source["effects"], functions, notes);
  const texts = readTexts(source["texts"], locales, isWhole ? input : undefined, notes, slots);
  const conditions = readConditionTable(source["conditions"], "conditions", notes);
  const known = knownListsOf(source);
  const exits = readExits(source["exits"], notes);
  const start = readStart(source["start"], known.steps, notes);
  const ownNames = { ...known, conditions: Object.keys(conditions), outcomes: [] };
  const reading = toStepReading(
    { owner: "dialog", known: ownNames, notes, locales, texts, functions },
    { input, slots, isWhole, outcomeData: new Map(), generated },
  );
  const before = notes.mistakes.length;
  const steps = readSteps(source["steps"], reading, true);
  const stepsAreGood = notes.mistakes.length === before && isWhole;
  if (functions.dialogs.has(id)) notes.add("DEFINE_DIALOG_RECURSION", "id", { name: id });
  const document: DialogDocument = {
    format: 1,
    kind: "dialog",
    id,
    locales,
    input: input ?? {},
    slots,
    texts: { ...texts, ...reading.generated.made },
    conditions: Object.keys(conditions),
    exits,
    start,
    steps,
    ...whenAny("dialogs", Object.fromEntries(reading.dialogs)),
  };
  checkGraph(document, notes);
  if (stepsAreGood) checkSlots(document, notes, effectDocuments(functions));
  checkAnswers(document, Object.fromEntries(functions.recognisers), notes);
  return { document, functions: toFunctions(functions, conditions) };
}

function readExits(value: unknown, notes: Notes): readonly string[] {
  const isList = Array.isArray(value) && value.length > 0 && new Set(value).size === value.length;
  if (!isList || !value.every((exit) => typeof exit === "string")) {
    noteAbsentOr(value, "exits", "name the ways out of the dialog", 'a list of names, each once, e.g. ["done"]', notes);
    return [];
  }
  value.forEach((name, index) => {
    const rule = nameProblem(name);
    if (rule !== undefined) notes.add("DEFINE_ID_INVALID", `exits[${index}]`, { name, rule });
  });
  return value;
}
