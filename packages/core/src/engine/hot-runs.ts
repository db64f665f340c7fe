import type { RunId } from "../ports/identity.ts";
import type { RunRow } from "../ports/rows.ts";

/** How much the cache may hold. */
export interface HotLimits {
  readonly runs: number;
  /** Length of all snapshots together. */
  readonly snapshotChars: number;
}

const defaultLimits: HotLimits = { runs: 10_000, snapshotChars: 32 * 1024 * 1024 };

/** The runs used last, as committed. One process owns the store, so they never go stale. */
export class HotRuns {
  readonly #rows = new Map<RunId, RunRow>();
  readonly #limits: HotLimits;
  #snapshotChars = 0;

  constructor(limits: Partial<HotLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  get(id: RunId): RunRow | undefined {
    return this.#rows.get(id);
  }

  delete(id: RunId): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#snapshotChars -= row.snapshot.length;
    this.#rows.delete(id);
  }

  set(row: RunRow): void {
    this.delete(row.id);
    this.#rows.set(row.id, row);
    this.#snapshotChars += row.snapshot.length;
    const { runs, snapshotChars } = this.#limits;
    while (this.#rows.size > runs || (this.#snapshotChars > snapshotChars && this.#rows.size > 1)) {
      const oldest = this.#rows.keys().next();
      if (oldest.done) return;
      this.delete(oldest.value);
    }
  }
}
