import type { StorePort } from "@callwright/core/ports";
import type { SqliteSettings } from "./sqlite-settings.ts";
import { SqliteStore } from "./sqlite-store.ts";

/**
 * A store in one SQLite file, for one process. What it has acknowledged survives a crash and a loss of power.
 *
 * Limits: a second process that opens the file is refused with `STORE_LOCKED` for as long as the first one runs.
 *
 * Errors: `open()` gives `STORE_KEY_INVALID` for a key that is not 32 bytes, `STORE_KEY_WRONG` for one that is not the store's,
 * `STORE_KEY_NEEDED` where everything is encrypted and no key was given, or a change of the key needs a former one, too.
 * A row whose text was damaged on disk is refused with `STORE_DAMAGED`, naming table and key.
 *
 * @example
 * const store = sqlite({ path: "callwright.db", key: process.env.CALLWRIGHT_KEY });
 */
export function sqlite(settings: SqliteSettings): StorePort {
  return new SqliteStore(settings);
}
