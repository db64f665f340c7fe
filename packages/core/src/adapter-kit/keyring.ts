import { readSealed } from "./sealed-form.ts";
import { createSeal, type Seal } from "./seal.ts";

/** A seal whose key changes: it seals with the current key, and opens what any of its keys sealed. */
export interface Keyring extends Seal {
  /** Keys that are no longer sealed with. */
  readonly formerKeyIds: readonly string[];
  /** Seals with one key alone of this ring, to tell which keys somebody has. */
  sealOf(keyId: string): Seal | undefined;
  /** A ring whose current key is this one; all keys of this ring are former ones then. @throws `STORE_KEY_INVALID` */
  with(key: string): Keyring;
  /** A ring without the former keys. */
  withoutFormer(): Keyring;
}

/**
 * A keyring of a current key and those that were current before.
 *
 * @throws `STORE_KEY_INVALID` when one of them is not 32 bytes written as base64 or hex.
 */
export function createKeyring(key: string, formerKeys: readonly string[] = []): Keyring {
  return toKeyring(createSeal(key), formerKeys.map(createSeal));
}

function toKeyring(current: Seal, others: readonly Seal[]): Keyring {
  const former = others.filter(({ keyId }) => keyId !== current.keyId);
  const seals = new Map([...former, current].map((seal) => [seal.keyId, seal]));
  /** In the first form nothing tells the key. */
  const candidates = (sealed: string | Uint8Array): readonly Seal[] => {
    const parts = readSealed(sealed);
    if (!parts) return [];
    if (parts.keyId === undefined) return [current, ...former];
    const seal = seals.get(parts.keyId);
    return seal ? [seal] : [];
  };
  return {
    keyId: current.keyId,
    formerKeyIds: former.map(({ keyId }) => keyId),
    seal: (plain, context) => current.seal(plain, context),
    sealBytes: (plain, context) => current.sealBytes(plain, context),
    open: (sealed, context) => first(candidates(sealed), (seal) => seal.open(sealed, context)),
    openBytes: (sealed, context) => first(candidates(sealed), (seal) => seal.openBytes(sealed, context)),
    sealOf: (keyId) => seals.get(keyId),
    with: (key) => toKeyring(createSeal(key), [current, ...former]),
    withoutFormer: () => toKeyring(current, []),
  };
}

function first<Found>(seals: readonly Seal[], open: (seal: Seal) => Found | undefined): Found | undefined {
  for (const seal of seals) {
    const found = open(seal);
    if (found !== undefined) return found;
  }
  return undefined;
}
