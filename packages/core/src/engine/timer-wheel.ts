import { isCallwrightError } from "../errors/index.ts";
import type { ClockPort, Release } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";

const batchSize = 500;
const tryAgainMs = 1_000;
const longestRestMs = 5 * 60_000;

/** What the timer wheel needs. `fire` must delete or renew the timer's row in the transaction of what it causes. */
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
  readonly #inFlight = new Set<string>();
  /** Timers that could not be fired, how often, and until when they rest. Those that nobody here can use rest for ever. */
  readonly #resting = new Map<string, { readonly failures: number; readonly untilMs: number }>();

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
    if (this.#closed) return;
    const release = this.#parts.clock.hold();
    try {
      const due = await this.#waiting(this.#parts.clock.now(), batchSize);
      // Not awaited: a job whose CRM answers slowly must not keep the other timers waiting.
      for (const timer of due) void this.#fire(timer);
      const [next] = await this.#waiting(Number.MAX_SAFE_INTEGER, 1);
      if (next) this.#wakeBy(next.dueAt);
    } catch {
      this.#parts.logger.error({}, "timers could not be read; they are tried again");
      this.#wakeBy(this.#parts.clock.now() + tryAgainMs);
    } finally {
      release();
    }
  }

  async #fire(timer: TimerRow): Promise<void> {
    this.#inFlight.add(timer.id);
    try {
      await this.#parts.fire(timer);
      const left = await this.#parts.store.read("timers", timer.id);
      if (left?.dueAt === timer.dueAt) this.#resting.set(timer.id, { failures: 0, untilMs: Infinity });
      else this.#resting.delete(timer.id);
    } catch (error) {
      const code = isCallwrightError(error) ? error.code : "unknown";
      this.#parts.logger.error({ timer: timer.id, code }, "a timer could not be fired; it is tried again");
      this.#rest(timer);
    } finally {
      this.#inFlight.delete(timer.id);
    }
  }

  #rest(timer: TimerRow): void {
    const failures = (this.#resting.get(timer.id)?.failures ?? 0) + 1;
    const untilMs = this.#parts.clock.now() + Math.min(longestRestMs, tryAgainMs * 2 ** (failures - 1));
    this.#resting.set(timer.id, { failures, untilMs });
    this.#wakeBy(untilMs);
  }

  async #waiting(upTo: number, limit: number): Promise<readonly TimerRow[]> {
    const timers = await this.#parts.store.find("timers", {
      upTo: { field: "dueAt", value: upTo },
      limit: Math.min(10_000, limit + this.#inFlight.size + this.#resting.size),
    });
    const now = this.#parts.clock.now();
    return timers.filter(({ id }) => !this.#inFlight.has(id) && (this.#resting.get(id)?.untilMs ?? 0) <= now);
  }
}
