import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from "node:crypto";
import { CallwrightError } from "../errors/index.ts";
import { readSealed, sealedHead, sealedText, type SealedParts } from "./sealed-form.ts";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;
const hexKey = /^[0-9a-f]{64}$/i;
const base64Key = /^[A-Za-z0-9+/_-]{43}=?$/;

/** Encrypts texts and bytes so that they can be kept where others may read them. */
export interface Seal {
  /** Eight hex digits that tell keys apart and say nothing else about the key. What is sealed names them. */
  readonly keyId: string;
  /** The text, encrypted and bound to its context: sealed twice, it looks different each time. */
  seal(plain: string, context: string): string;
  /** The text again; `undefined` when it was sealed with another key, for another context, or was changed since. */
  open(sealed: string, context: string): string | undefined;
  /** As `seal`, in bytes: 33 more than were given. A text is sealed as UTF-8. */
  sealBytes(plain: Uint8Array | string, context: string): Uint8Array;
  /** As `open`, for what `sealBytes` made. */
  openBytes(sealed: Uint8Array, context: string): Buffer | undefined;
}

/**
 * A seal made of a key of 32 bytes, written as base64 (or base64url) or as hex.
 *
 * Limits: AES-256-GCM with random nonces: fewer than 2^32 texts per key.
 *
 * @throws `STORE_KEY_INVALID` for anything else than 32 bytes. A passphrase is not a key.
 */
export function createSeal(key: string): Seal {
  const bytes = parseKey(key);
  const keyId = createHmac("sha256", bytes).update("callwright key id").digest("hex").slice(0, 8);
  const head = sealedHead(keyId);
  const sealBytes = (plain: Uint8Array | string, context: string): Buffer => {
    const nonce = nextNonce();
    const cipher = createCipheriv(algorithm, bytes, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(context, "utf8"));
    const body = typeof plain === "string" ? cipher.update(plain, "utf8") : cipher.update(plain);
    // Of a stream cipher nothing is left for the end.
    cipher.final();
    return Buffer.concat([head, nonce, cipher.getAuthTag(), body]);
  };
  const open = (parts: SealedParts | undefined, context: string): Buffer | undefined => {
    if (!parts || (parts.keyId !== undefined && parts.keyId !== keyId)) return undefined;
    return decrypt(bytes, parts.sealed, context);
  };
  return {
    keyId,
    seal: (plain, context) => sealedText(sealBytes(plain, context)),
    open: (sealed, context) => open(readSealed(sealed), context)?.toString("utf8"),
    sealBytes,
    openBytes: (sealed, context) => open(readSealed(sealed), context),
  };
}

const nonces = Buffer.alloc(256 * nonceBytes);
let nextAt = nonces.length;

/** Random bytes, fetched many at once: asking for each costs as much as encrypting a row. */
function nextNonce(): Buffer {
  if (nextAt === nonces.length) {
    randomFillSync(nonces);
    nextAt = 0;
  }
  const nonce = nonces.subarray(nextAt, nextAt + nonceBytes);
  nextAt += nonceBytes;
  return nonce;
}

/** @param sealed Nonce, tag and body. */
function decrypt(key: Buffer, sealed: Uint8Array, context: string): Buffer | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  const plain = decipher.update(sealed.subarray(nonceBytes + tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

function parseKey(key: string): Buffer {
  const text = key.trim();
  if (hexKey.test(text)) return Buffer.from(text, "hex");
  // Node reads both alphabets of base64 here.
  if (base64Key.test(text)) return Buffer.from(text, "base64");
  throw new CallwrightError("STORE_KEY_INVALID", {
    reason: text === "" ? "it is empty." : "it is not 32 bytes written as base64 or hex.",
  });
}
