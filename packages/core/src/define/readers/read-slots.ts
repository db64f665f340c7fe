import type { Json } from "../../ports/identity.ts";
import { inputVariables } from "../input-variables.ts";
import type { Notes } from "./notes.ts";
import { readNamed } from "./read-head.ts";
import { readSchema } from "./read-input.ts";
import { isRecord, join } from "./read-value.ts";

/** What reading the slots gave. */
export interface ReadSlots {
  /** Slot → JSON Schema. */
  readonly slots: Readonly<Record<string, Json>>;
  /** Whether each slot could be read. */
  readonly isWhole: boolean;
}

/** Reads the slots: a schema each that survives JSON, under a name that the input does not have. */
export function readSlots(value: unknown, input: Json | undefined, notes: Notes): ReadSlots {
  if (value === undefined) return { slots: {}, isWhole: true };
  const taken = input === undefined ? [] : inputVariables({ input });
  const slots: Record<string, Json> = {};
  let isWhole = isRecord(value);
  for (const [name, schema] of readNamed(value, "slots", "give schemas by name", notes)) {
    const path = join("slots", name);
    if (taken.includes(name)) notes.add("DEFINE_SLOT_IS_INPUT", path, { name });
    const json = readSchema(schema, path, notes);
    if (json === undefined) isWhole = false;
    else slots[name] = json;
  }
  return { slots, isWhole };
}
