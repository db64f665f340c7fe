import type { EffectDefinition } from "../effect-definition.ts";
import type { Notes } from "../readers/notes.ts";
import { isRecord, join } from "../readers/read-value.ts";
import type { ConditionFunction, Recogniser, SlotRecogniser } from "../robot-definition.ts";
import type { CodeBook } from "./code-book.ts";
import { toSchema } from "./to-schema.ts";
import type { z } from "zod";

/** Where names are looked up, and where those that are missing are noted. */
export interface Lookup {
  readonly book: CodeBook;
  readonly notes: Notes;
  /** Stand-ins for missing recognisers, one per name. */
  readonly stubs: Map<string, Recogniser & SlotRecogniser>;
  /** Stand-ins for missing effects, one per type. */
  readonly effectStubs: Map<string, EffectDefinition>;
}

/** The recogniser of a name; one that hears nothing, with a mistake noted, where the code has none. */
export function recogniserNamed(name: unknown, path: string, lookup: Lookup): unknown {
  return typeof name === "string" ? (lookup.book.recogniser(name) ?? missing(name, path, lookup)) : name;
}

/** The recogniser of values of a name, like {@link recogniserNamed}. */
export function slotRecogniserNamed(name: unknown, path: string, lookup: Lookup): unknown {
  return typeof name === "string" ? (lookup.book.slotRecogniser(name) ?? missing(name, path, lookup)) : name;
}

function missing(name: string, path: string, { notes, stubs }: Lookup): Recogniser & SlotRecogniser {
  notes.add("DEFINE_MISSING_CODE", path, { kind: "recogniser", name });
  const none = (): undefined => undefined;
  const stub = stubs.get(name) ?? { kind: "missing", name, locales: [], match: none, read: none };
  stubs.set(name, stub);
  return stub;
}

/** A table of conditions for a list of names. */
export function conditionsNamed<Condition extends ConditionFunction>(
  names: unknown,
  path: string,
  find: (name: string) => Condition | undefined,
  notes: Notes,
): unknown {
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string")) {
    notes.add("DEFINE_WRONG_TYPE", path, { expected: "a list of names of conditions" });
    return {};
  }
  return Object.fromEntries(
    names.map((name, index) => {
      const condition = find(name);
      if (!condition) notes.add("DEFINE_MISSING_CODE", `${path}[${index}]`, { kind: "condition", name });
      return [name, condition ?? (() => false)];
    }),
  );
}

/** The effect of a type; one with the document's schemas, with a mistake noted once, where the code has none. */
export function effectNamed(type: string, path: string, described: unknown, lookup: Lookup): EffectDefinition {
  const { book, notes, effectStubs } = lookup;
  const known = book.effect(type) ?? effectStubs.get(type);
  if (known) return known;
  notes.add("DEFINE_MISSING_CODE", path, { kind: "effect", name: type });
  const { input, output } = isRecord(described) ? described : { input: {}, output: {} };
  const stub: EffectDefinition = {
    kind: "effect",
    type,
    input: toSchema(input, join(path, "input"), notes) as z.ZodType,
    output: toSchema(output, join(path, "output"), notes) as z.ZodType,
    timeoutMs: 1,
    repeat: "idempotent",
    retryDelaysMs: [],
    onFailure: "tell",
    perform: () => Promise.reject(new Error(`The code has no effect "${type}".`)),
  };
  effectStubs.set(type, stub);
  return stub;
}
