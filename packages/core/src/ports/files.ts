/** A file that is being written. Nobody sees it until it is kept; one that is neither kept nor discarded goes when the store opens next. */
export interface FileDraft {
  /** Appends. One call at a time. */
  write(chunk: Uint8Array): Promise<void>;

  /** Makes what was written durable under a name, at once and whole; a file of this name is replaced. Ends the draft. */
  keep(name: string): Promise<void>;

  /** Forgets what was written. Does nothing once the draft was kept. */
  discard(): Promise<void>;
}

/**
 * Large contents of a store, beside its rows: written in pieces, kept whole, never changed afterwards.
 *
 * Limits: a name is plain text of at most 900 bytes.
 * Errors: `STORE_CLOSED`, `STORE_READ_ONLY`, `STORE_FAILED`, `STORE_QUERY_REFUSED` for a name that cannot be kept.
 */
export interface FilesPort {
  /** A new file. Effects: none that is seen before it is kept. */
  begin(): Promise<FileDraft>;

  /**
   * The content of a file from a byte on (default: from the first), in pieces; `undefined` when there is no such file. A file that is
   * removed or replaced meanwhile is read to its end. Errors while reading: `STORE_DAMAGED` where the content is sealed and does not
   * open.
   */
  open(name: string, from?: number): Promise<ReadableStream<Uint8Array> | undefined>;

  /** Removes a file for good. Does nothing when there is none. */
  remove(name: string): Promise<void>;

  /** The names of all kept files, in no order. Those that come or go meanwhile may be among them. */
  list(): AsyncIterable<string>;
}
