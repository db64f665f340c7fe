import { setTimeout as wait } from "node:timers/promises";
import { hasResultCode } from "./result-code.ts";

const tries = 100;
const pauseMs = 20;

/**
 * Does something again while another connection stands in its way. SQLite's own time-out covers most such moments, but not those
 * in which the other one changes the journal mode or recovers the log (sqlite.org/c3ref/busy_handler.html, read 2026-08-21).
 */
export async function retryWhenBusy<Result>(action: () => Result): Promise<Result> {
  for (let left = tries; ; left -= 1) {
    try {
      return action();
    } catch (error) {
      if (left === 0 || !hasResultCode(error, "BUSY")) throw error;
    }
    await wait(pauseMs);
  }
}
