/** How a store encrypts at rest. */
export interface EncryptionState {
  /** Nothing without a key; the fields that hold secrets; or the text of every row and every file. */
  readonly encrypts: "nothing" | "secrets" | "everything";
  /** What tells the key from others, and nothing else about it; `null` without a key. */
  readonly keyId: string | null;
  /** Keys that something may still be sealed with. The store cannot be opened without them. */
  readonly formerKeyIds: readonly string[];
  /** Whether every row and file is as the settings say; else that is being seen to, and everything is readable meanwhile. */
  readonly isSettled: boolean;
  /** The error's code where that does not get on, e.g. `STORE_FULL`; it is tried again, except after `STORE_DAMAGED`. `null`: no problem. */
  readonly problem: string | null;
}

/** What was written anew to bring a store into another form. */
export interface SealingReport {
  readonly rows: number;
  readonly files: number;
  /** Rows and files that nobody can read, because they are damaged. They were left as they are. */
  readonly unreadable: number;
}

/** What a store that encrypts can be asked while it is open. */
export interface EncryptionPort {
  state(): EncryptionState;

  /**
   * Encrypts with another key from now on, then page by page what is there already, while everything else goes on. The promise
   * resolves when nothing is left of the former key, which is refused then. The key is in force when this function has returned: keep it
   * in a safe place before.
   *
   * Effects: a process that ends meanwhile opens the store with the new key and the former one; that goes on by itself.
   * Errors: `STORE_KEY_INVALID`, `STORE_KEY_NEEDED`, `STORE_READ_ONLY`, `STORE_CLOSED` also when the store is closed meanwhile.
   */
  rotateKey(key: string): Promise<SealingReport>;

  /** Resolves when every row and file is as the settings say. Errors: `STORE_CLOSED`, `STORE_DAMAGED` where the file is broken. */
  settled(): Promise<SealingReport>;
}
