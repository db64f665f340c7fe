import type { StorePort, WriteBatch } from "../ports/store.ts";
import type { Probe } from "./fault-points.ts";

interface Waiting {
  readonly batch: WriteBatch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers the batches of one turn of the event loop into one transaction. */
export class CommitGroup {
  readonly #store: StorePort;
  readonly #probe: Probe | undefined;
  #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(store: StorePort, probe?: Probe) {
    this.#store = store;
    this.#probe = probe;
  }

  /** Resolves when the batch is durable; rejects when it was not written. */
  commit(batch: WriteBatch): Promise<void> {
    if (batch.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => void this.#flush());
    });
  }

  async #flush(): Promise<void> {
    this.#scheduled = false;
    const group = this.#waiting;
    this.#waiting = [];
    try {
      if (this.#probe) await this.#probe("commit:begun", {});
      const results = await this.#store.commit(group.map((waiting) => waiting.batch));
      if (this.#probe) await this.#probe("commit:written", {});
      group.forEach((waiting, index) => {
        const result = results[index];
        if (result?.ok) waiting.resolve();
        else waiting.reject(result?.error);
      });
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    }
  }
}
