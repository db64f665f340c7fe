import type { NextDocument } from "../document.ts";
import type { Recogniser } from "../robot-definition.ts";
import { noteUnknownName, type KnownLists } from "./known-lists.ts";
import type { Notes } from "./notes.ts";
import { readOutcomeName } from "./read-outcomes.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, type UnknownRecord } from "./read-value.ts";

/** What the readers of steps share. */
export interface StepReading {
  readonly known: KnownLists;
  readonly notes: Notes;
  /** Recognisers met so far, by name. */
  readonly recognisers: Map<string, Recogniser>;
}

/** Reads where something leads: to a step, or to the end with an outcome. */
export function readNext(value: unknown, path: string, { known, notes }: StepReading): NextDocument {
  if (isRecord(value)) {
    noteUnknownKeys(value, ["end"], path, "An end", notes);
    return { end: readOutcomeName(value["end"], join(path, "end"), known, notes) };
  }
  if (typeof value === "string") {
    noteUnknownName("DEFINE_UNKNOWN_STEP", value, known.steps, path, notes);
    return value;
  }
  noteAbsentOr(value, path, "say where it leads", 'the name of a step, or { end: "outcome" }', notes);
  return "";
}

/** Reads the name of a text. */
export function readTextName(value: unknown, path: string, { known, notes }: StepReading): string {
  if (typeof value === "string") {
    noteUnknownName("DEFINE_UNKNOWN_TEXT", value, known.texts, path, notes);
    return value;
  }
  noteAbsentOr(value, path, "name a text", "the name of a text", notes);
  return "";
}

/** The outcome of a hang-up in a step, where the step says one. */
export function readHungUp(step: UnknownRecord, path: string, { known, notes }: StepReading): { hungUp?: string } {
  if (step["hungUp"] === undefined) return {};
  return { hungUp: readOutcomeName(step["hungUp"], join(path, "hungUp"), known, notes) };
}
