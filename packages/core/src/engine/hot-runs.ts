import type { RunId } from "../ports/identity.ts";
import type { RunRow } from "../ports/rows.ts";

/** The runs used last, as committed. One process owns the store, so they never go stale. */
export class HotRuns {
  readonly #rows = new Map<RunId, RunRow>();
  readonly #limit: number;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  get(id: RunId): RunRow | undefined {
    return this.#rows.get(id);
  }

  set(row: RunRow): void {
    this.#rows.delete(row.id);
    this.#rows.set(row.id, row);
    if (this.#rows.size <= this.#limit) return;
    const oldest = this.#rows.keys().next();
    if (!oldest.done) this.#rows.delete(oldest.value);
  }
}
