import type { Encryption } from "./sealing/live-sealing.ts";

/** What the SQLite store needs. */
export interface SqliteSettings {
  /**
   * The file; its folder must exist. Beside it SQLite keeps `-wal` and `-shm`, and the store keeps `.lock` while it is open.
   * `:memory:` keeps everything in memory and needs no lock.
   */
  readonly path: string;
  /**
   * 32 bytes as base64 or hex: encrypts the fields that hold secrets, and everything where `encrypt` says so. A store that was opened
   * with a key once accepts no other, except through `formerKeys` or `engine.rotateKey`.
   *
   * Default: none; then a row with a secret can be neither written nor read.
   */
  readonly key?: string | undefined;
  /**
   * Keys that `key` takes the place of: what is still sealed with them is read, and sealed with `key` in the background. They are
   * needed until that has ended; afterwards they are refused as `key`. Default: none.
   */
  readonly formerKeys?: readonly string[] | undefined;
  /**
   * `"secrets"`: the fields that hold secrets. `"everything"`: the text of every row, and every file; what rows are looked up by stays
   * readable (ids, times, states, accounts), and full-text search is off. A store that exists is brought into the other form in the
   * background, readable at every moment.
   *
   * Default: as the store is; a new one: `"secrets"`.
   */
  readonly encrypt?: Encryption | undefined;
  /**
   * The most that the file may grow to; what would need more fails with `STORE_FULL` until something was removed. Its log and the files
   * of large values come on top. Default: as much as the disk has.
   */
  readonly maxBytes?: number | undefined;
  /**
   * Only reads, takes no ownership and brings no schema up to date: another process may own the store and go on writing.
   * Every commit is refused with `STORE_READ_ONLY`. Default: no.
   */
  readonly readOnly?: boolean;
}
