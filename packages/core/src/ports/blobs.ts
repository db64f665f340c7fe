/** Names a large value that is kept beside runs and their snapshots. Plain data: it may be stored and sent on. */
export type BlobRef = {
  /** `<account>:<sha256 of the content, hex>`. */
  readonly blob: string;
  /** Length of the content. */
  readonly bytes: number;
  readonly mediaType: string;
};

/** What a large value may be given as. Text becomes UTF-8; a stream is read once and never held as a whole. */
export type BlobContent = string | Uint8Array | ReadableStream<Uint8Array>;

/**
 * Reads the large values of one account.
 *
 * Errors: `BLOB_UNKNOWN` for one that is not there, or belongs to another account.
 */
export interface BlobReader {
  /**
   * The content in pieces. It was kept with its SHA-256: when it is not the same any more, the stream fails at its end with
   * `STORE_DAMAGED`.
   */
  open(blob: BlobRef | string): Promise<ReadableStream<Uint8Array>>;

  /** The whole content. Limits: for values that fit in memory; use {@link open} for recordings. Errors: also `STORE_DAMAGED`. */
  read(blob: BlobRef | string): Promise<Uint8Array>;

  /** The whole content as text. Errors: as {@link read}. */
  text(blob: BlobRef | string): Promise<string>;
}
