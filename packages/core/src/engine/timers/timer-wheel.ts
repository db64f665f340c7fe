import type { TimerRow } from "../../ports/rows.ts";
import { TimerLine, type TimerLineParts } from "./timer-line.ts";

/** What the timer wheel needs. `fire` must delete or renew the timer's row in the transaction of what it causes. */
export type TimerWheelParts = Omit<TimerLineParts, "kind">;

/**
 * Fires durable timers: late after a crash, and once.
 *
 * Those of runs and those of jobs have a line each, so that jobs whose CRM answers slowly keep no run waiting.
 */
export class TimerWheel {
  readonly #lines: Readonly<Record<TimerRow["kind"], TimerLine>>;

  constructor(parts: TimerWheelParts) {
    this.#lines = { run: new TimerLine({ ...parts, kind: "run" }), job: new TimerLine({ ...parts, kind: "job" }) };
  }

  /** Takes notice of timers that were committed. */
  set(timers: readonly TimerRow[]): void {
    for (const timer of timers) this.#lines[timer.kind].set(timer);
  }

  /** Begins to fire what is overdue, and waits for the rest. */
  async start(): Promise<void> {
    await this.#lines.run.sweep();
    await this.#lines.job.sweep();
  }

  close(): void {
    this.#lines.run.close();
    this.#lines.job.close();
  }
}
