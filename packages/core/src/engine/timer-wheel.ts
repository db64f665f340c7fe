import type { ClockPort, Release } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";

const batchSize = 500;

/** What the timer wheel needs. `fire` must delete the timer's row in the transaction of what it causes. */
export interface TimerWheelParts {
  readonly clock: ClockPort;
  readonly store: StorePort;
  readonly logger: LoggerPort;
  readonly fire: (timer: TimerRow) => Promise<void>;
}

/** Fires durable timers: late after a crash, and once. Keeps one wake-up for the earliest of them. */
export class TimerWheel {
  readonly #parts: TimerWheelParts;
  #wakeAt = Infinity;
  #cancel: Release | undefined;
  #closed = false;
  #firing = false;

  constructor(parts: TimerWheelParts) {
    this.#parts = parts;
  }

  /** Takes notice of timers that were committed. */
  set(timers: readonly TimerRow[]): void {
    for (const timer of timers) this.#wakeBy(timer.dueAt);
  }

  /** Fires what is overdue and waits for the rest. */
  async start(): Promise<void> {
    await this.#fireDue();
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #wakeBy(dueAt: number): void {
    if (this.#closed || dueAt >= this.#wakeAt) return;
    this.#cancel?.();
    this.#wakeAt = dueAt;
    this.#cancel = this.#parts.clock.at(dueAt, () => {
      this.#wakeAt = Infinity;
      void this.#fireDue();
    });
  }

  async #fireDue(): Promise<void> {
    if (this.#firing || this.#closed) return;
    this.#firing = true;
    const release = this.#parts.clock.hold();
    let failed = false;
    try {
      const { store, clock } = this.#parts;
      const due = await store.find("timers", { upTo: { field: "dueAt", value: clock.now() }, limit: batchSize });
      const results = await Promise.allSettled(due.map((timer) => this.#parts.fire(timer)));
      failed = results.some((result) => result.status === "rejected");
      if (failed) this.#parts.logger.error({}, "a timer could not be fired; it is tried again");
    } catch {
      failed = true;
      this.#parts.logger.error({}, "timers could not be read; they are tried again");
    } finally {
      this.#firing = false;
      await this.#planNext(failed).catch(() => this.#wakeBy(this.#parts.clock.now() + 5_000));
      release();
    }
  }

  async #planNext(failed: boolean): Promise<void> {
    if (this.#closed) return;
    const [next] = await this.#parts.store.find("timers", { upTo: { field: "dueAt", value: Number.MAX_SAFE_INTEGER }, limit: 1 });
    if (!next) return;
    const now = this.#parts.clock.now();
    this.#wakeBy(failed ? Math.max(next.dueAt, now + 1_000) : next.dueAt);
  }
}
