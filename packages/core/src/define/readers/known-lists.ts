import type { Notes } from "./notes.ts";
import { isRecord, type UnknownRecord } from "./read-value.ts";

/** The names that a definition declares. */
export interface KnownLists {
  readonly texts: readonly string[];
  readonly steps: readonly string[];
  readonly outcomes: readonly string[];
  readonly conditions: readonly string[];
}

type UnknownNameCode =
  "DEFINE_UNKNOWN_STEP" | "DEFINE_UNKNOWN_TEXT" | "DEFINE_UNKNOWN_OUTCOME" | "DEFINE_UNKNOWN_CONDITION";

/** The names that a source declares, whatever else is wrong with it. */
export function knownListsOf(source: UnknownRecord): KnownLists {
  return {
    texts: namesOf(source["texts"]),
    steps: namesOf(source["steps"]),
    outcomes: namesOf(source["outcomes"]),
    conditions: [...namesOf(source["conditions"]), ...namesOf(source["inputConditions"])],
  };
}

/** Notes a name that is not declared. */
export function noteUnknownName(
  code: UnknownNameCode,
  name: string,
  known: readonly string[],
  path: string,
  notes: Notes,
): void {
  if (!known.includes(name)) notes.add(code, path, { name, known });
}

function namesOf(value: unknown): readonly string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
