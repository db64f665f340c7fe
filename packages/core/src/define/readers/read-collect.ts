import { grammar } from "../../phrases/grammar/index.ts";
import type { CollectDocument, CollectKind } from "../document.ts";
import { listedValues, type JsonSchema } from "../json-types.ts";
import type { SlotRecogniser } from "../robot-definition.ts";
import { collectKinds, kindOfSlot, slotProblem } from "./collect-kinds.ts";
import { addRecogniser } from "./function-table.ts";
import { noteUnknownName } from "./known-lists.ts";
import { isSlotRecogniser, noteSameKeys, readHearing, type Hearing } from "./read-hear.ts";
import { readReadBack } from "./read-read-back.ts";
import { readHungUp, readNext, readPrompts, readSlotName, readTextName } from "./read-step-names.ts";
import { readBargeIn, readConfirmBelow, readTimeout } from "./read-timing.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, readEntries, type UnknownRecord } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

const collectKeys = [
  "collect",
  "text",
  "as",
  "hear",
  "choices",
  "noInput",
  "noMatch",
  "exhausted",
  "next",
  "readBack",
  "confirmBelow",
  "timeoutMs",
  "bargeIn",
  "hungUp",
];

/** Reads a step that asks for a value. */
export function readCollect(step: UnknownRecord, path: string, reading: StepReading): CollectDocument {
  noteUnknownKeys(step, collectKeys, path, "A collect step", reading.notes);
  const slot = readSlotName(step["collect"], join(path, "collect"), reading);
  const kind = readKind(step, slot, path, reading);
  const schema = reading.slots[slot];
  const problem = schema === undefined || kind === undefined ? undefined : slotProblem(schema, kind);
  if (problem !== undefined) {
    reading.notes.add("DEFINE_SLOT_TYPE", join(path, "collect"), { name: slot, reason: problem });
  }
  return {
    collect: slot,
    text: readTextName(step["text"], join(path, "text"), reading),
    as: kind ?? "text",
    ...readOwnHearing(step["hear"], join(path, "hear"), kind, reading),
    ...readChoices(step["choices"], join(path, "choices"), kind, slot, reading),
    noInput: readPrompts(step["noInput"], join(path, "noInput"), reading),
    noMatch: readPrompts(step["noMatch"], join(path, "noMatch"), reading),
    exhausted: readNext(step["exhausted"], join(path, "exhausted"), reading),
    next: readNext(step["next"], join(path, "next"), reading),
    timeoutMs: readTimeout(step, path, reading),
    ...readReadBack(step["readBack"], path, { slot, kind }, reading),
    ...readHungUp(step, path, reading),
    ...readBargeIn(step, path, reading),
    ...readConfirmation(step, path, reading),
  };
}

/** The recogniser of a kind that the library brings; none where the user brings it or choices do. */
function grammarOf(kind: CollectKind): SlotRecogniser | undefined {
  return kind === "own" || kind === "choice" ? undefined : grammar[kind];
}

function readKind(step: UnknownRecord, slot: string, path: string, reading: StepReading): CollectKind | undefined {
  const { as: given, hear } = step;
  const { notes, slots } = reading;
  if (given !== undefined) {
    const kind = collectKinds.find((each) => each === given);
    if (!kind) notes.add("DEFINE_WRONG_TYPE", join(path, "as"), { expected: `one of ${collectKinds.join(", ")}` });
    return kind;
  }
  if (hear !== undefined) return "own";
  const schema = slots[slot];
  if (schema === undefined) return undefined;
  const kind = kindOfSlot(schema);
  const meaning = "the slot's schema does not tell what is heard";
  if (!kind) notes.add("DEFINE_MISSING", join(path, "as"), { name: "as", meaning });
  return kind;
}

function readOwnHearing(
  value: unknown,
  path: string,
  kind: CollectKind | undefined,
  { functions, notes }: StepReading,
): { readonly hear?: string } {
  if (kind !== undefined && kind !== "own") {
    if (value !== undefined) notes.add("DEFINE_WRONG_TYPE", path, { expected: `left out where as is "${kind}"` });
    const recogniser = grammarOf(kind);
    if (recogniser) addRecogniser(functions.slotRecognisers, recogniser, path, notes);
    return {};
  }
  if (isSlotRecogniser(value)) {
    addRecogniser(functions.slotRecognisers, value, path, notes);
    return { hear: value.name };
  }
  if (kind === "own") noteAbsentOr(value, path, "give the recogniser of the value", "a recogniser with read", notes);
  return {};
}

function readChoices(
  value: unknown,
  path: string,
  kind: CollectKind | undefined,
  slot: string,
  reading: StepReading,
): { readonly choices?: NonNullable<CollectDocument["choices"]> } {
  const { notes, slots } = reading;
  if (kind !== "choice") {
    if (value !== undefined && kind !== undefined) {
      notes.add("DEFINE_WRONG_TYPE", path, { expected: `left out where as is "${kind}"` });
    }
    return {};
  }
  const choices: Record<string, Hearing> = {};
  const schema = (slots[slot] ?? {}) as JsonSchema;
  const values = listedValues(schema, schema)?.filter((each) => typeof each === "string");
  for (const [name, choice] of readEntries(value, path, "say how each value is heard", notes)) {
    const place = join(path, name);
    if (values) noteUnknownName("DEFINE_UNKNOWN_CHOICE", name, values, place, notes);
    if (!isRecord(choice)) {
      notes.add("DEFINE_WRONG_TYPE", place, { expected: "how it is heard: { hear: …, key: … }" });
      continue;
    }
    noteUnknownKeys(choice, ["hear", "key"], place, "A choice", notes);
    choices[name] = readHearing(choice, place, reading);
  }
  for (const name of isRecord(value) ? (values ?? []) : []) {
    const meaning = "the slot takes this value, so say how it is heard";
    if (!Object.hasOwn(value as UnknownRecord, name)) notes.add("DEFINE_MISSING", join(path, name), { name, meaning });
  }
  noteSameKeys(choices, path, reading);
  return { choices };
}

/** Below a confidence the value is read back, so there must be words for that. */
function readConfirmation(step: UnknownRecord, path: string, reading: StepReading): { readonly confirmBelow?: number } {
  if (step["confirmBelow"] !== undefined && step["readBack"] === undefined) {
    const meaning = "say how a value heard with little confidence is read back, e.g. true";
    reading.notes.add("DEFINE_MISSING", join(path, "readBack"), { name: "readBack", meaning });
  }
  return readConfirmBelow(step, path, reading);
}
