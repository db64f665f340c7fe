import type { Keyring } from "@callwright/core/adapter-kit";

/** What a store encrypts: the fields that hold secrets, or also the text of every row and every file. */
export type Encryption = "secrets" | "everything";

/** How rows and files are written. Whatever is sealed with a key of the ring is read, too. */
export interface Sealing {
  readonly keys: Keyring;
  /** Whether whole rows and files are sealed, not fields alone. */
  readonly whole: boolean;
}

/** How rows and files are written now: asked for at each of them, because it changes while a store runs. `undefined`: no key. */
export interface LiveSealing {
  readonly now: Sealing | undefined;
}
