import { builtInEffects } from "../built-in-effects.ts";
import type { Notes } from "./notes.ts";
import { isRecord, type UnknownRecord } from "./read-value.ts";

/** The names that a definition declares. */
export interface KnownLists {
  readonly texts: readonly string[];
  readonly steps: readonly string[];
  readonly outcomes: readonly string[];
  readonly conditions: readonly string[];
  readonly slots: readonly string[];
  readonly exits: readonly string[];
  /** Types of effects, the built-in ones among them. */
  readonly effects: readonly string[];
  /** Outcomes that cannot be had without data. */
  readonly outcomesWithData: readonly string[];
}

type UnknownNameCode =
  | "DEFINE_UNKNOWN_STEP"
  | "DEFINE_UNKNOWN_TEXT"
  | "DEFINE_UNKNOWN_OUTCOME"
  | "DEFINE_UNKNOWN_CONDITION"
  | "DEFINE_UNKNOWN_SLOT"
  | "DEFINE_UNKNOWN_EFFECT"
  | "DEFINE_UNKNOWN_EXIT"
  | "DEFINE_UNKNOWN_CHOICE";

/** The names that a source declares, whatever else is wrong with it. */
export function knownListsOf(source: UnknownRecord): KnownLists {
  const { exits, effects } = source;
  const listed = Array.isArray(effects)
    ? effects.map((effect: unknown) => (isRecord(effect) ? effect["type"] : null))
    : [];
  return {
    texts: namesOf(source["texts"]),
    steps: namesOf(source["steps"]),
    outcomes: namesOf(source["outcomes"]),
    conditions: [...namesOf(source["conditions"]), ...namesOf(source["inputConditions"])],
    slots: namesOf(source["slots"]),
    exits: Array.isArray(exits) ? exits.filter((exit) => typeof exit === "string") : [],
    effects: [...Object.keys(builtInEffects), ...listed.filter((type) => typeof type === "string")],
    outcomesWithData: [],
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
