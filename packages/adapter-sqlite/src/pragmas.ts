/** How long SQLite waits for another connection, as a pragma. */
export const waitWhenBusy = "busy_timeout = 5000";

/** What each connection that writes is set to. */
export const pragmas: readonly string[] = [
  waitWhenBusy,
  "secure_delete = ON",
  "journal_mode = WAL",
  "synchronous = FULL",
  // macOS: fsync alone leaves the data in the drive's cache (fcntl(2), F_FULLFSYNC). Without effect elsewhere.
  "fullfsync = ON",
  "foreign_keys = ON",
  // 64 MiB of pages at most: with the 2 MB that are the default, the upper levels of a large index do not stay in memory.
  "cache_size = -65536",
];
