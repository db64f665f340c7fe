import { notConnectedCauses } from "../../calls/causes.ts";
import type { Json } from "../../ports/identity.ts";
import type { RobotDocument } from "../document.ts";
import { jsonTypesOf, type JsonSchema } from "../json-types.ts";
import { noteUnknownName, type KnownLists } from "./known-lists.ts";
import type { Notes } from "./notes.ts";
import { readNamed } from "./read-head.ts";
import { readSchema } from "./read-input.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, readString } from "./read-value.ts";

const outcomeRule = { pattern: /^[A-Za-z][A-Za-z0-9]*$/, words: "letters and digits, beginning with a letter" };

/** What reading the outcomes gave. */
export interface ReadOutcomes {
  readonly outcomes: RobotDocument["outcomes"];
  /** Outcome → JSON Schema of its data; `undefined` where it could not be read, without those that have none. */
  readonly data: ReadonlyMap<string, Json | undefined>;
}

/** Reads the outcomes: a title each, and the shape of its data where it has some. */
export function readOutcomes(value: unknown, notes: Notes): ReadOutcomes {
  const entries = readNamed(value, "outcomes", "say how a call can end", notes, outcomeRule);
  const schemas = new Map<string, Json | undefined>();
  const outcomes = Object.fromEntries(
    entries.map(([name, outcome]) => {
      const path = join("outcomes", name);
      if (!isRecord(outcome)) {
        notes.add("DEFINE_WRONG_TYPE", path, { expected: 'an object, e.g. { title: "…" }' });
        return [name, { title: "" }];
      }
      noteUnknownKeys(outcome, ["title", "data"], path, "An outcome", notes);
      const title = readString(outcome["title"], join(path, "title"), "name the outcome for people", notes);
      if (outcome["data"] === undefined) return [name, { title }];
      const data = readData(outcome["data"], join(path, "data"), notes);
      schemas.set(name, data);
      return [name, data === undefined ? { title } : { title, data }];
    }),
  );
  return { outcomes, data: schemas };
}

/** Outcomes that nobody can have without data: their schemas require a member that has no default. */
export function outcomesWithData(data: ReadOutcomes["data"]): readonly string[] {
  return [...data].flatMap(([name, schema]) => {
    const { required = [], properties = {} } = (schema ?? {}) as JsonSchema;
    return required.some((member) => properties[member]?.default === undefined) ? [name] : [];
  });
}

/** Reads the outcome of calls that did not connect: one for all causes, or by cause with a default. */
export function readUnreached(value: unknown, known: KnownLists, notes: Notes): RobotDocument["unreached"] {
  if (!isRecord(value)) return { default: readOutcomeName(value, "unreached", known, notes) };
  const causes: readonly string[] = ["default", ...notConnectedCauses];
  noteUnknownKeys(value, causes, "unreached", "unreached", notes);
  const named = Object.entries(value).filter(([cause]) => cause !== "default" && causes.includes(cause));
  return {
    default: readOutcomeName(value["default"], "unreached.default", known, notes),
    ...Object.fromEntries(
      named.map(([cause, name]) => [cause, readOutcomeName(name, join("unreached", cause), known, notes)]),
    ),
  };
}

/** The name of an outcome that is had without data, with a mistake noted when there is none. */
export function readOutcomeName(value: unknown, path: string, known: KnownLists, notes: Notes): string {
  const name = readEndName(value, path, known, notes);
  if (known.outcomesWithData.includes(name)) notes.add("DEFINE_OUTCOME_NEEDS_DATA", path, { name });
  return name;
}

/** The name of an outcome, with a mistake noted when there is none. */
export function readEndName(value: unknown, path: string, known: KnownLists, notes: Notes): string {
  if (typeof value === "string") {
    noteUnknownName("DEFINE_UNKNOWN_OUTCOME", value, known.outcomes, path, notes);
    return value;
  }
  const meaning = path === "hungUp" ? "say which outcome a call has when the client hangs up" : "name an outcome";
  noteAbsentOr(value, path, meaning, "the name of an outcome", notes);
  return "";
}

function readData(value: unknown, path: string, notes: Notes): Json | undefined {
  const data = readSchema(value, path, notes);
  if (data === undefined) return undefined;
  const types = jsonTypesOf(data as JsonSchema, data as JsonSchema);
  if (types?.size === 1 && types.has("object")) return data;
  notes.add("DEFINE_WRONG_TYPE", path, { expected: "an object schema, e.g. z.object({ at: z.iso.datetime() })" });
  return undefined;
}
