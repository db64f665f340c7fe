import { CallwrightError } from "../errors/index.ts";
import type { SealingReport } from "../ports/encryption.ts";
import type { StorePort } from "../ports/store.ts";

/** Changes the key of a store while it is used. @throws STORE_KEY_INVALID also where the store does not encrypt */
export function rotateKey({ name, encryption }: StorePort, key: string): Promise<SealingReport> {
  if (encryption) return encryption.rotateKey(key);
  throw new CallwrightError("STORE_KEY_INVALID", { reason: `the store ${name} does not encrypt.` });
}
