import type { EndDocument, ExitDocument, NextDocument } from "../document.ts";
import { noteUnknownName } from "./known-lists.ts";
import { readEndName, readOutcomeName } from "./read-outcomes.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, type UnknownRecord } from "./read-value.ts";
import { readValues } from "./read-values.ts";
import type { StepReading } from "./step-reading.ts";

/** Reads where something leads: to a step, to the end with an outcome, or out of a dialog. */
export function readNext(value: unknown, path: string, reading: StepReading): NextDocument {
  const { known, notes, owner } = reading;
  if (isRecord(value)) return owner === "robot" ? readEnd(value, path, reading) : readExit(value, path, reading);
  if (typeof value === "string") {
    noteUnknownName("DEFINE_UNKNOWN_STEP", value, known.steps, path, notes);
    return value;
  }
  const other = owner === "robot" ? '{ end: "outcome" }' : '{ exit: "exit" }';
  noteAbsentOr(value, path, "say where it leads", `the name of a step, or ${other}`, notes);
  return "";
}

/** Reads where something leads, where it may be left out. */
export function readOptionalNext<Key extends string>(
  step: UnknownRecord,
  key: Key,
  path: string,
  reading: StepReading,
): Readonly<Partial<Record<Key, NextDocument>>> {
  const given = step[key] === undefined ? {} : { [key]: readNext(step[key], join(path, key), reading) };
  return given as Readonly<Partial<Record<Key, NextDocument>>>;
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

/** Reads the name of a text, where it may be left out. */
export function readOptionalText<Key extends string>(
  step: UnknownRecord,
  key: Key,
  path: string,
  reading: StepReading,
): Readonly<Partial<Record<Key, string>>> {
  const given = step[key] === undefined ? {} : { [key]: readTextName(step[key], join(path, key), reading) };
  return given as Readonly<Partial<Record<Key, string>>>;
}

/** Reads a list of names of texts, one per repetition. */
export function readPrompts(value: unknown, path: string, reading: StepReading): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value))
    return value.map((text: unknown, index) => readTextName(text, `${path}[${index}]`, reading));
  reading.notes.add("DEFINE_WRONG_TYPE", path, { expected: "a list of names of texts, one per repetition" });
  return [];
}

/** Reads the name of a slot. */
export function readSlotName(value: unknown, path: string, { known, notes }: StepReading): string {
  if (typeof value === "string") {
    noteUnknownName("DEFINE_UNKNOWN_SLOT", value, known.slots, path, notes);
    return value;
  }
  noteAbsentOr(value, path, "name a slot", "the name of a slot", notes);
  return "";
}

/** The outcome of a hang-up in a step, where the step says one. Dialogs leave it to the robot. */
export function readHungUp(
  step: UnknownRecord,
  path: string,
  { known, notes, owner }: StepReading,
): { readonly hungUp?: string } {
  if (step["hungUp"] === undefined) return {};
  const place = join(path, "hungUp");
  if (owner === "robot") return { hungUp: readOutcomeName(step["hungUp"], place, known, notes) };
  notes.add("DEFINE_NOT_IN_DIALOG", place, {
    what: "name outcomes",
    instead: "Leave hungUp to the robot that uses the dialog.",
  });
  return {};
}

function readEnd(value: UnknownRecord, path: string, reading: StepReading): EndDocument {
  const { known, notes, outcomeData } = reading;
  if (value["exit"] !== undefined && value["end"] === undefined) {
    notes.add("DEFINE_ONLY_IN_DIALOG", path);
    return { end: "" };
  }
  noteUnknownKeys(value, ["end", "data"], path, "An end", notes);
  const end = readEndName(value["end"], join(path, "end"), known, notes);
  const place = join(path, "data");
  if (!outcomeData.has(end)) {
    if (value["data"] !== undefined && known.outcomes.includes(end)) {
      notes.add("DEFINE_OUTCOME_WITHOUT_DATA", place, { name: end });
    }
    return { end };
  }
  const schema = outcomeData.get(end);
  if (schema === undefined) return { end };
  if (value["data"] === undefined) {
    if (known.outcomesWithData.includes(end)) {
      notes.add("DEFINE_MISSING", place, { name: "data", meaning: `outcome "${end}" needs it` });
    }
    return { end };
  }
  const target = { schema, owner: `The data of "${end}"`, strict: "refusable" } as const;
  return { end, data: readValues(value["data"], place, target, reading) };
}

function readExit(value: UnknownRecord, path: string, { known, notes }: StepReading): ExitDocument {
  if (value["end"] !== undefined && value["exit"] === undefined) {
    notes.add("DEFINE_NOT_IN_DIALOG", path, {
      what: "end the call",
      instead: 'Lead to an exit, { exit: "…" }, and let the robot that uses the dialog end.',
    });
    return { exit: "" };
  }
  noteUnknownKeys(value, ["exit"], path, "An exit", notes);
  const { exit } = value;
  if (typeof exit === "string") noteUnknownName("DEFINE_UNKNOWN_EXIT", exit, known.exits, join(path, "exit"), notes);
  else noteAbsentOr(exit, join(path, "exit"), "name an exit", "the name of an exit", notes);
  return { exit: typeof exit === "string" ? exit : "" };
}
