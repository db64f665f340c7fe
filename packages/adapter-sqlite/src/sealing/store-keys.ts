import { CallwrightError, keyIdOf, type Keyring, type Seal } from "@callwright/core/adapter-kit";
import type { AskedSealing } from "./asked-sealing.ts";
import type { SealMark } from "./seal-mark.ts";

const canaryText = "callwright";
const canaryContext = "meta:canary";

/**
 * Makes sure that everything in a store can be read with the keys that were given.
 *
 * @param path The store's name, for messages.
 * @throws `STORE_KEY_WRONG`, `STORE_KEY_NEEDED`
 */
export function checkKeys(mark: SealMark, path: string, { keys }: AskedSealing): void {
  if (!keys) {
    const isSealed = mark.canary !== undefined && (mark.encrypt === "everything" || mark.work !== undefined);
    if (isSealed) throw needed(path, "it is encrypted and no key was given. Give its key");
    return;
  }
  if (mark.canary !== undefined && !opens(keys, mark.canary)) {
    const keyId = keyIdOf(mark.canary);
    if (keyId !== undefined && keys.sealOf(keyId)) {
      throw new CallwrightError("STORE_DAMAGED", {
        path,
        reason: "what tells its key is damaged, though the key is the right one",
      });
    }
    if (!mark.former.has(keys.keyId)) throw new CallwrightError("STORE_KEY_WRONG", { path });
    throw needed(path, "its key is being changed. Give the new key as `key`, and this one among `formerKeys`");
  }
  for (const [keyId, canary] of mark.former) {
    if (opens(keys.sealOf(keyId), canary)) continue;
    const reason = `something in it is still sealed with a former key (id ${keyId}). Give that key, too, among \`formerKeys\``;
    throw needed(path, reason);
  }
}

/** What a store tells once it was opened with these keys, which fit it. `isBehind`: its rows may not be in the form of these settings. */
export function settleMark(mark: SealMark, asked: AskedSealing, isBehind: boolean): SealMark {
  const { keys } = asked;
  if (!keys) return mark;
  const encrypt = asked.encrypt ?? mark.encrypt;
  const every = encrypt === "everything" || mark.encrypt === "everything" || mark.work?.every === true;
  const isSame = encrypt === mark.encrypt && mark.canary !== undefined && isOf(mark.canary, keys);
  if (isSame && !isBehind) return mark;
  return { ...withKey(mark, keys), encrypt, work: { every, upTo: null } };
}

/** A store's mark after its last former key has gone. */
export function withoutFormer(mark: SealMark): SealMark {
  return { ...mark, former: new Map(), work: undefined };
}

/** The ring's current key is the store's; the one that was becomes a former one. */
function withKey(mark: SealMark, keys: Keyring): SealMark {
  const { canary } = mark;
  if (canary !== undefined && isOf(canary, keys)) return mark;
  const former = new Map(mark.former);
  const before = canary === undefined ? undefined : keys.formerKeyIds.find((id) => opens(keys.sealOf(id), canary));
  if (before !== undefined && canary !== undefined) former.set(before, canary);
  former.delete(keys.keyId);
  return { ...mark, former, canary: keys.seal(canaryText, canaryContext) };
}

function isOf(canary: string, keys: Keyring): boolean {
  return opens(keys.sealOf(keys.keyId), canary);
}

function opens(seal: Seal | undefined, canary: string): boolean {
  return seal?.open(canary, canaryContext) === canaryText;
}

function needed(path: string, reason: string): CallwrightError {
  return new CallwrightError("STORE_KEY_NEEDED", { path, reason });
}
