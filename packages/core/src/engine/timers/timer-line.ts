import { isCallwrightError } from "../../errors/index.ts";
import type { ClockPort, Release } from "../../ports/clock.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { TimerRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import type { Probe } from "../fault-points.ts";

const pageSize = 250;
/** Timers that fire at the same time. More wait in the store. */
const maxInFlight = 500;
/** Timers that failed and are remembered. With more of them nothing new is read: the store or the host has a trouble of its own. */
const maxResting = 50_000;
const tryAgainMs = 1_000;
const longestRestMs = 5 * 60_000;

/** What a line of timers needs. */
export interface TimerLineParts {
  readonly kind: TimerRow["kind"];
  readonly clock: ClockPort;
  readonly store: StorePort;
  readonly logger: LoggerPort;
  readonly fire: (timer: TimerRow) => Promise<void>;
  readonly onDamaged: (row: DamagedRow) => void;
  readonly probe?: Probe | undefined;
}

/** Up to where the timers of the store were read: behind a row, or from a moment on. */
type Place = { readonly after: TimerRow } | { readonly from: number };

interface Rest {
  readonly timer: TimerRow;
  readonly failures: number;
  readonly untilMs: number;
}

/**
 * Fires the durable timers of one kind. Reads those that are due in pages, each once, and keeps one wake-up for the next.
 *
 * A timer that nobody here can use, because its flow is not registered, is left behind in the store and costs nothing more.
 */
export class TimerLine {
  readonly #parts: TimerLineParts;
  #place: Place = { from: Number.MIN_SAFE_INTEGER };
  /** The earliest timer that was set while a page was being read: the page need not hold it. */
  #setMeanwhile = Infinity;
  #wakeAt = Infinity;
  #cancel: Release | undefined;
  #closed = false;
  #sweeping = false;
  #sweepAgain = false;
  #waitsForRoom = false;
  readonly #inFlight = new Map<string, TimerRow>();
  readonly #resting = new Map<string, Rest>();

  constructor(parts: TimerLineParts) {
    this.#parts = parts;
  }

  /** Takes notice of a timer that was committed. */
  set(timer: TimerRow): void {
    // What is under way under this name is over with that commit.
    this.#inFlight.delete(timer.id);
    this.#resting.delete(timer.id);
    this.#setMeanwhile = Math.min(this.#setMeanwhile, timer.dueAt);
    this.#goBackTo(timer.dueAt);
    this.#wakeBy(timer.dueAt);
  }

  /** Fires what is due, as far as there is room, and waits for the rest. */
  async sweep(): Promise<void> {
    if (this.#closed) return;
    this.#sweepAgain = this.#sweeping;
    if (this.#sweeping) return;
    this.#sweeping = true;
    const release = this.#parts.clock.hold();
    try {
      do {
        this.#sweepAgain = false;
        await this.#fireRested();
        await this.#firePages();
      } while (this.#needsAnotherSweep());
      await this.#waitForNext();
    } catch {
      this.#parts.logger.error({}, "timers could not be read; they are tried again");
      this.#wakeBy(this.#parts.clock.now() + tryAgainMs);
    } finally {
      this.#sweeping = false;
      release();
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #needsAnotherSweep(): boolean {
    return this.#sweepAgain && !this.#closed;
  }

  async #firePages(): Promise<void> {
    const { clock, kind, probe } = this.#parts;
    for (let isLast = false; !isLast && !this.#closed;) {
      this.#waitsForRoom = this.#inFlight.size >= maxInFlight || this.#resting.size >= maxResting;
      if (this.#waitsForRoom) return;
      if (probe) await probe("timer:waking", {});
      const page = await this.#read(clock.now(), pageSize);
      if (probe) await probe("timer:read", {});
      // Not awaited: what follows from one timer must not keep the others waiting.
      for (const timer of page) if (timer.kind === kind && this.#isFree(timer)) void this.#fire(timer);
      isLast = page.length < pageSize;
    }
  }

  /** Reads on and remembers up to where, unless a timer was set meanwhile that lies before that. */
  async #read(upTo: number, limit: number): Promise<readonly TimerRow[]> {
    const place = this.#place;
    this.#setMeanwhile = Infinity;
    const page = await this.#find(upTo, limit);
    const last = page.at(-1);
    if (last && this.#place === place) this.#place = { after: last };
    this.#goBackTo(this.#setMeanwhile);
    return page;
  }

  #find(upTo: number, limit: number): Promise<readonly TimerRow[]> {
    const place = this.#place;
    return this.#parts.store.find("timers", {
      ...("after" in place ? { after: place.after } : { from: { field: "dueAt", value: place.from } }),
      upTo: { field: "dueAt", value: upTo },
      onDamaged: this.#parts.onDamaged,
      limit,
    });
  }

  #isFree(timer: TimerRow): boolean {
    return this.#inFlight.get(timer.id)?.dueAt !== timer.dueAt && !this.#resting.has(timer.id);
  }

  async #fire(timer: TimerRow): Promise<void> {
    this.#inFlight.set(timer.id, timer);
    const { logger, probe } = this.#parts;
    try {
      if (probe) await probe("timer:firing", { run: timer.owner, timer: timer.id });
      await this.#parts.fire(timer);
      if (probe) await probe("timer:fired", { run: timer.owner, timer: timer.id });
      if (this.#resting.get(timer.id)?.timer.dueAt === timer.dueAt) this.#resting.delete(timer.id);
    } catch (error) {
      const code = isCallwrightError(error) ? error.code : "unknown";
      logger.error({ timer: timer.id, code }, "a timer could not be fired; it is tried again");
      this.#rest(timer);
    } finally {
      if (this.#inFlight.get(timer.id) === timer) this.#inFlight.delete(timer.id);
      if (this.#waitsForRoom && this.#inFlight.size <= maxInFlight - pageSize) void this.sweep();
    }
  }

  #rest(timer: TimerRow): void {
    // Set anew while it was under way: that one counts.
    if (this.#inFlight.get(timer.id) !== timer) return;
    const failures = (this.#resting.get(timer.id)?.failures ?? 0) + 1;
    const untilMs = this.#parts.clock.now() + Math.min(longestRestMs, tryAgainMs * 2 ** (failures - 1));
    this.#resting.set(timer.id, { timer, failures, untilMs });
    this.#wakeBy(untilMs);
  }

  async #fireRested(): Promise<void> {
    if (this.#resting.size === 0) return;
    const now = this.#parts.clock.now();
    for (const { timer, untilMs } of [...this.#resting.values()]) {
      if (untilMs > now || this.#inFlight.has(timer.id)) continue;
      if (this.#inFlight.size >= maxInFlight) return;
      const row = await this.#parts.store.read("timers", timer.id);
      if (row?.dueAt === timer.dueAt) void this.#fire(row);
      else this.#resting.delete(timer.id);
    }
  }

  async #waitForNext(): Promise<void> {
    if (this.#closed) return;
    const now = this.#parts.clock.now();
    for (const { timer, untilMs } of this.#resting.values()) {
      if (untilMs > now && !this.#inFlight.has(timer.id)) this.#wakeBy(untilMs);
    }
    if (this.#waitsForRoom) return;
    const [next] = await this.#find(Number.MAX_SAFE_INTEGER, 1);
    if (next) this.#wakeBy(next.dueAt);
  }

  #goBackTo(dueAt: number): void {
    const wasRead = "after" in this.#place ? dueAt <= this.#place.after.dueAt : dueAt < this.#place.from;
    if (wasRead) this.#place = { from: dueAt };
  }

  #wakeBy(dueAt: number): void {
    // A clock that was set forward has passed the moment of the wake-up, and the platform's timer does not know it.
    const now = this.#parts.clock.now();
    const isOverdue = this.#wakeAt < now;
    if (this.#closed || (dueAt >= this.#wakeAt && !isOverdue)) return;
    this.#cancel?.();
    this.#wakeAt = isOverdue ? now : dueAt;
    this.#cancel = this.#parts.clock.at(this.#wakeAt, () => {
      this.#wakeAt = Infinity;
      void this.sweep();
    });
  }
}
