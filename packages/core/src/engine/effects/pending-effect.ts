import type { EffectRow } from "../../ports/rows.ts";

/** What an effect is asked with, and by whom. */
export type AskedEffect = Pick<EffectRow, "id" | "run" | "account" | "invoke" | "type" | "input">;

/** The row of an effect that was asked for and not tried yet. */
export function pendingEffect(asked: AskedEffect, now: number): EffectRow {
  const { id, run, account, invoke, type, input } = asked;
  return {
    id,
    run,
    account,
    invoke,
    type,
    input,
    state: "pending",
    tries: 0,
    startedAt: null,
    dueAt: now,
    endedBy: null,
    error: null,
    cost: null,
  };
}
