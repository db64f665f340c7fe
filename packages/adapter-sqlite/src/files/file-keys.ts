import type { Keyring } from "@callwright/core/adapter-kit";

/** How files are encrypted at a moment. */
export interface FileKeys {
  readonly keys: Keyring;
  /** Whether new files are sealed. Files that are sealed already open either way. */
  readonly whole: boolean;
}
