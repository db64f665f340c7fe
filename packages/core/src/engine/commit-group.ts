import type { StorePort, WriteBatch } from "../ports/store.ts";
import type { Probe } from "./fault-points.ts";
import type { CommitWatch, TelemetrySource, WorkWatch } from "./telemetry.ts";

interface Waiting {
  readonly batch: WriteBatch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly watch: WorkWatch | undefined;
}

/** Who is told of transactions. */
export interface CommitWatching {
  readonly telemetry?: TelemetrySource | undefined;
  /** Called after each; with what a batch of it failed with. */
  readonly ended?: (failure: unknown) => void;
}

/** Gathers the batches of one turn of the event loop into one transaction. */
export class CommitGroup {
  readonly #store: StorePort;
  readonly #probe: Probe | undefined;
  readonly #watching: CommitWatching;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #writing = 0;
  #whenQuiet: (() => void) | undefined;
  /** What is done alone; settled when it is over. */
  #alone: Promise<void> | undefined;

  constructor(store: StorePort, probe?: Probe, watching: CommitWatching = {}) {
    this.#store = store;
    this.#probe = probe;
    this.#watching = watching;
  }

  /** Resolves when the batch is durable; rejects when it was not written. */
  commit(batch: WriteBatch, watch?: WorkWatch): Promise<void> {
    if (batch.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject, watch });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => void this.#flush());
    });
  }

  /**
   * Does a task while nothing is committed: what it reads stays so until it is over. The rest waits.
   *
   * @param task writes with what it is given, never with {@link commit}, which waits for it
   */
  async alone<Result>(task: (commit: (batch: WriteBatch) => Promise<void>) => Promise<Result>): Promise<Result> {
    const before = this.#alone;
    let over: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => (over = resolve));
    this.#alone = mine;
    try {
      await before;
      if (this.#writing > 0) await new Promise<void>((resolve) => (this.#whenQuiet = resolve));
      return await task((batch) => this.#write(batch));
    } finally {
      if (this.#alone === mine) this.#alone = undefined;
      over();
    }
  }

  async #write(batch: WriteBatch): Promise<void> {
    if (batch.length === 0) return;
    const [result] = await this.#store.commit([batch]);
    if (!result?.ok) throw result?.error;
  }

  async #flush(): Promise<void> {
    this.#scheduled = false;
    while (this.#alone) await this.#alone;
    const group = this.#waiting;
    // Another flush that waited, too, has taken everything.
    if (group.length === 0) return;
    this.#waiting = [];
    this.#writing += 1;
    const watch = this.#beginWatch(group);
    try {
      if (this.#probe) await this.#probe("commit:begun", {});
      const results = await this.#store.commit(group.map((waiting) => waiting.batch));
      if (this.#probe) await this.#probe("commit:written", {});
      const failed = results.find((result) => !result.ok);
      this.#endWatch(watch, failed?.error);
      group.forEach((waiting, index) => {
        const result = results[index];
        if (result?.ok) waiting.resolve();
        else waiting.reject(result?.error);
      });
    } catch (error) {
      this.#endWatch(watch, error);
      for (const waiting of group) waiting.reject(error);
    } finally {
      this.#writing -= 1;
      if (this.#writing === 0) this.#whenQuiet?.();
    }
  }

  #beginWatch(group: readonly Waiting[]): CommitWatch | undefined {
    const telemetry = this.#watching.telemetry?.current;
    if (!telemetry) return undefined;
    const rows = group.reduce((sum, { batch }) => sum + batch.length, 0);
    return telemetry.beginCommit(
      group.map(({ watch }) => watch),
      rows,
    );
  }

  #endWatch(watch: CommitWatch | undefined, failure: unknown): void {
    this.#watching.ended?.(failure);
    watch?.ended(failure);
  }
}
