import type { EffectRow } from "../../ports/rows.ts";
import type { WriteBatch } from "../../ports/store.ts";

/** The open effects used last, as committed: what becomes of an effect is written without asking the store for it. */
export class HotEffects {
  readonly #rows = new Map<string, EffectRow>();
  readonly #limit: number;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  get(id: string): EffectRow | undefined {
    return this.#rows.get(id);
  }

  /** Takes notice of what was committed. Effects that are over or need a person are left to the store. */
  note(batch: WriteBatch): void {
    for (const write of batch) {
      if (write.table !== "effects") continue;
      if (write.op === "delete") this.#rows.delete(write.id);
      else if (write.row.state === "pending" || write.row.state === "started") this.#keep(write.row);
      else this.#rows.delete(write.row.id);
    }
  }

  #keep(row: EffectRow): void {
    this.#rows.set(row.id, row);
    if (this.#rows.size <= this.#limit) return;
    const oldest = this.#rows.keys().next();
    if (!oldest.done) this.#rows.delete(oldest.value);
  }
}
