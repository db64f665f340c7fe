/** What the SQLite store needs. */
export interface SqliteSettings {
  /**
   * The file; its folder must exist. Beside it SQLite keeps `-wal` and `-shm`, and the store keeps `.lock` while it is open.
   * `:memory:` keeps everything in memory and needs no lock.
   */
  readonly path: string;
  /**
   * 32 bytes as base64 or hex: encrypts the fields that hold secrets. A store that was opened with a key once accepts no other.
   *
   * Default: none; then a row with a secret can be neither written nor read.
   */
  readonly key?: string | undefined;
  /**
   * Only reads, takes no ownership and brings no schema up to date: another process may own the store and go on writing.
   * Every commit is refused with `STORE_READ_ONLY`. Default: no.
   */
  readonly readOnly?: boolean;
}
