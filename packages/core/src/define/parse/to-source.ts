import { z } from "zod";
import type { TextsDocument } from "../document.ts";
import { originOfSchema } from "../schema-from-json.ts";
import type { DialogDefinition } from "../robot-definition.ts";
import { readSchema } from "../readers/read-input.ts";
import { isRecord, join, type UnknownRecord } from "../readers/read-value.ts";
import { createNotes } from "../readers/notes.ts";
import { canonicalJson } from "../canonical-json.ts";
import { toSchema } from "./to-schema.ts";
import { recogniserNamed, slotRecogniserNamed, type Lookup } from "./named-code.ts";

/** What a document is turned back with. */
export interface Turning extends Lookup {
  /** Dialogs of the document, by id. */
  readonly dialogs: ReadonlyMap<string, DialogDefinition>;
  readonly locales: readonly string[];
}

/** The locales that a document names, whatever else is wrong with it. */
export function localesOf({ locales }: UnknownRecord): readonly string[] {
  return Array.isArray(locales) ? locales.filter((locale) => typeof locale === "string") : [];
}

/** What a user would have written, and the words of texts that steps make by themselves. */
export interface Source {
  readonly source: UnknownRecord;
  readonly generated: TextsDocument;
}

/** What is the same in robots and dialogs: schemas instead of JSON Schema, functions instead of names. */
export function toSharedSource(document: UnknownRecord, turning: Turning): Source {
  const { format: _, kind: __, dialogs: ___, ...rest } = document;
  const { steps, generated, texts } = withoutGenerated(document);
  return {
    source: {
      ...rest,
      ...whenGiven(document, "input", (input) => toInput(input, turning)),
      ...whenGiven(document, "slots", (slots) =>
        each(slots, "slots", (slot, path) => toSchema(slot, path, turning.notes)),
      ),
      ...(texts === undefined ? {} : { texts }),
      ...(steps === undefined ? {} : { steps: each(steps, "steps", (step, path) => toStep(step, path, turning)) }),
    },
    generated,
  };
}

/** Members of a value, each turned by its path; anything but an object as it is. */
export function each(value: unknown, path: string, turn: (item: unknown, path: string) => unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, turn(item, join(path, name))]));
}

/** A member of a document, turned where it is given. */
export function whenGiven(
  document: UnknownRecord,
  key: string,
  turn: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return document[key] === undefined ? {} : { [key]: turn(document[key]) };
}

/** Hearing by recognisers instead of their names. */
export function toHearing(answer: unknown, path: string, lookup: Lookup): unknown {
  if (!isRecord(answer)) return answer;
  const { hear, ...rest } = answer;
  if (!Array.isArray(hear)) return answer;
  if (hear.length === 0) return rest;
  return { ...rest, hear: hear.map((name: unknown) => recogniserNamed(name, join(path, "hear"), lookup)) };
}

function toInput(json: unknown, { book, notes }: Turning): unknown {
  if (book.input) {
    const own = originOfSchema(book.input) ?? readSchema(book.input, "input", createNotes());
    if (own !== undefined && canonicalJson(own) === canonicalJson(json)) return book.input;
  }
  return toSchema(json, "input", notes);
}

function toStep(step: unknown, path: string, turning: Turning): unknown {
  if (!isRecord(step)) return step;
  if ("ask" in step) {
    return { ...step, ...whenGiven(step, "answers", (answers) => hearings(answers, join(path, "answers"), turning)) };
  }
  if ("collect" in step) {
    return {
      ...step,
      ...whenGiven(step, "choices", (choices) => hearings(choices, join(path, "choices"), turning)),
      ...whenGiven(step, "hear", (hear) => slotRecogniserNamed(hear, join(path, "hear"), turning)),
    };
  }
  return "use" in step && typeof step["use"] === "string" ? toUse(step, step["use"], path, turning) : step;
}

function hearings(value: unknown, path: string, lookup: Lookup): unknown {
  return each(value, path, (answer, place) => toHearing(answer, place, lookup));
}

function toUse(step: UnknownRecord, id: string, path: string, { dialogs, notes, locales }: Turning): UnknownRecord {
  const dialog = dialogs.get(id);
  if (dialog) return { ...step, use: dialog };
  notes.add("DEFINE_UNKNOWN_DIALOG", join(path, "use"), { name: id, known: [...dialogs.keys()] });
  return { ...step, use: unknownDialog(id, step, locales) };
}

/** Stands in for a dialog that is not there, so that the step itself is read without further mistakes. */
function unknownDialog(id: string, { exits, into }: UnknownRecord, locales: readonly string[]): DialogDefinition {
  const slots = isRecord(into) ? Object.values(into).filter((slot) => typeof slot === "string") : [];
  return {
    kind: "dialog",
    id,
    document: {
      format: 1,
      kind: "dialog",
      id,
      locales: ["", ...locales],
      input: {},
      slots: Object.fromEntries(slots.map((slot) => [slot, {}])),
      texts: {},
      conditions: [],
      exits: isRecord(exits) ? Object.keys(exits) : [],
      start: "",
      steps: {},
    },
    functions: { recognisers: {}, slotRecognisers: {}, conditions: {}, effects: {} },
    input: z.unknown(),
    slots: {},
    exitNames: [],
  };
}

/** Takes out the texts that steps make by themselves; such a step says `readBack: true` again. */
function withoutGenerated(document: UnknownRecord): {
  readonly steps: unknown;
  readonly texts: unknown;
  readonly generated: TextsDocument;
} {
  const { steps, texts } = document;
  if (!isRecord(steps) || !isRecord(texts)) return { steps, texts, generated: {} };
  const keys = Object.entries(steps).flatMap(([name, step]) => {
    const key = `${name}.readBack`;
    return isRecord(step) && step["readBack"] === key && isWords(texts[key]) ? [key] : [];
  });
  const made = ([name, step]: [string, unknown]): [string, unknown] =>
    isRecord(step) && keys.includes(`${name}.readBack`) ? [name, { ...step, readBack: true }] : [name, step];
  return {
    steps: Object.fromEntries(Object.entries(steps).map(made)),
    texts: Object.fromEntries(Object.entries(texts).filter(([key]) => !keys.includes(key))),
    generated: Object.fromEntries(keys.map((key) => [key, texts[key] as TextsDocument[string]])),
  };
}

function isWords(value: unknown): value is TextsDocument[string] {
  if (!isRecord(value)) return false;
  return Object.values(value).every((text) => {
    if (typeof text === "string") return text !== "";
    return isRecord(text) && typeof text["say"] === "string" && typeof text["file"] === "string";
  });
}
