import type { z } from "zod";
import type { FlatDocument, RobotFunctions } from "../../define/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { EffectInput } from "./effect-inputs.ts";

/** What the states of one robot share. */
export interface DriveScope {
  readonly document: FlatDocument;
  readonly functions: RobotFunctions;
  /** Slot → what it takes. */
  readonly schemas: Readonly<Record<string, z.ZodType>>;
  /** Effect → what it is asked with. */
  readonly inputs: Readonly<Record<string, EffectInput>>;
}

/** Whether a slot takes a value. */
export function fitsSlot({ schemas }: DriveScope, slot: string, value: unknown): value is Json {
  return value !== undefined && schemas[slot]?.safeParse(value).success === true;
}

/** Slots when some of them are emptied: one with a default holds that again. */
export function withoutSlots(
  { document }: DriveScope,
  slots: Readonly<Record<string, Json>>,
  names: readonly string[],
): Readonly<Record<string, Json>> {
  const kept = Object.entries(slots).filter(([slot]) => !names.includes(slot));
  const defaults = names.flatMap((slot) => {
    const { default: value } = (document.slots?.[slot] ?? {}) as { readonly default?: Json };
    return value === undefined ? [] : [[slot, value] as const];
  });
  return { ...Object.fromEntries(kept), ...Object.fromEntries(defaults) };
}
