import { setTimeout as wait } from "node:timers/promises";

const tries = 100;
const pauseMs = 20;
const sqliteBusy = 5;

/**
 * Does something again while another connection stands in its way. SQLite's own time-out covers most such moments, but not those
 * in which the other one changes the journal mode or recovers the log (sqlite.org/c3ref/busy_handler.html, read 2026-08-21).
 */
export async function retryWhenBusy<Result>(action: () => Result): Promise<Result> {
  for (let left = tries; ; left -= 1) {
    try {
      return action();
    } catch (error) {
      if (left === 0 || !isBusy(error)) throw error;
    }
    await wait(pauseMs);
  }
}

function isBusy(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  // libsql names the code; Node numbers it, with the kind of busyness in the higher bits.
  if (typeof errcode === "number") return (errcode & 0xff) === sqliteBusy;
  return typeof code === "string" && code.startsWith("SQLITE_BUSY");
}
