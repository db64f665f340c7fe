/** What a host under load is told. */
export interface HostOrder {
  readonly path: string;
  readonly key: string;
  /** Runs that are fed at the same time. */
  readonly runs: number;
  /** What each event carries besides. */
  readonly paddingChars: number;
}

/** What it tells. */
export type HostWord =
  | { readonly ready: true }
  /** `<run>/<number of the event>`. */
  | { readonly acknowledged: string }
  /** The code of the error. */
  | { readonly refused: string };
