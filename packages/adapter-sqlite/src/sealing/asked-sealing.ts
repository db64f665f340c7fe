import { CallwrightError, createKeyring, type Keyring } from "@callwright/core/adapter-kit";
import type { SqliteSettings } from "../sqlite-settings.ts";
import type { Encryption } from "./live-sealing.ts";

/** What a store's user gave to open it with. */
export interface AskedSealing {
  readonly keys: Keyring | undefined;
  /** `undefined`: as the store has it. */
  readonly encrypt: Encryption | undefined;
}

/** What settings ask for. @throws `STORE_KEY_INVALID` */
export function askedSealing({ key, formerKeys = [], encrypt }: SqliteSettings): AskedSealing {
  if (key !== undefined) return { keys: createKeyring(key, formerKeys), encrypt };
  if (encrypt === "everything") throw noKey(`everything shall be encrypted and no key was given.`);
  if (formerKeys.length > 0) throw noKey(`former keys were given without the key that follows them.`);
  return { keys: undefined, encrypt };
}

function noKey(reason: string): CallwrightError {
  return new CallwrightError("STORE_KEY_INVALID", { reason });
}
