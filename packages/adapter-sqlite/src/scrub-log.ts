import { setTimeout as wait } from "node:timers/promises";
import { CallwrightError } from "@callwright/core/adapter-kit";
import type { SqlDriver } from "./driver.ts";
import { emptyLog } from "./sealing/empty-log.ts";

const tries = 100;
const pauseMs = 50;

/**
 * Empties the log into the database, in which deleted bytes are overwritten (`secure_delete`). Waits for those who read from the log.
 *
 * @throws `STORE_FAILED` when somebody goes on reading
 */
export async function scrubLog(driver: SqlDriver, path: string): Promise<void> {
  for (let left = tries; ; left -= 1) {
    if (emptyLog(driver)) return;
    if (left === 0) {
      const reason = "its log cannot be emptied while another connection reads from it";
      throw new CallwrightError("STORE_FAILED", { path, reason });
    }
    await wait(pauseMs);
  }
}
