/** What a life of the host is told in the variable `ROTATION_LIFE`. */
export interface RotationOrder {
  readonly path: string;
  readonly key: string;
  readonly formerKeys: readonly string[];
  readonly encrypt: "secrets" | "everything";
  /** The key to change to, once everything was read; absent: this life only goes on. */
  readonly rotateTo?: string;
  readonly seed: number;
}

/** What a life of the host tells. */
export type RotationNews =
  /** The version of each row as it was found. */
  | { readonly news: "opened"; readonly versions: readonly number[] }
  | { readonly news: "acknowledged"; readonly row: number; readonly version: number }
  /** The change has begun; the moment from which a kill interrupts it. */
  | { readonly news: "rotating" }
  | { readonly news: "settled"; readonly rows: number; readonly files: number; readonly reads: number };
