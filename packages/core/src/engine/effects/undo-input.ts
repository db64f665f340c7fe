import { z } from "zod";
import type { Json } from "../../ports/identity.ts";
import type { EffectRow } from "../../ports/rows.ts";
import { pendingEffect } from "./pending-effect.ts";

const mark = ":undo";

const undoInput = z.object({
  /** Key of the effect that is to be undone. */
  key: z.string(),
  input: z.unknown(),
  /** Absent: nobody knows what it gave, or whether it was carried out. */
  output: z.unknown().optional(),
});

/** What an effect that undoes another one is asked with. */
export type UndoInput = z.output<typeof undoInput>;

/** Whether an effect undoes another one. */
export function isUndo(effect: Pick<EffectRow, "id">): boolean {
  return effect.id.endsWith(mark);
}

/** The effect that undoes another one: of the same type, under a key of its own. @param output absent where it is not known */
export function toUndo(effect: EffectRow, output: Json | undefined, now: number): EffectRow {
  const { id: key, invoke, input } = effect;
  const asked = { key, input, ...(output === undefined ? {} : { output }) };
  return pendingEffect({ ...effect, id: key + mark, invoke: `undo:${invoke}`, input: asked }, now);
}

/** What is to be undone. */
export function readUndo(effect: EffectRow): UndoInput {
  return undoInput.parse(effect.input);
}
