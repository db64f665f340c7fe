import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { CallwrightError } from "../errors/index.ts";

const algorithm = "aes-256-gcm";
const mark = "sealed1.";
const nonceBytes = 12;
const tagBytes = 16;
const hexKey = /^[0-9a-f]{64}$/i;
const base64Key = /^[A-Za-z0-9+/_-]{43}=?$/;

/** Encrypts texts so that they can be kept where others may read the bytes. */
export interface Seal {
  /** The text, encrypted and bound to its context: sealed twice, it looks different each time. */
  seal(plain: string, context: string): string;
  /** The text again; `undefined` when it was sealed with another key, for another context, or was changed since. */
  open(sealed: string, context: string): string | undefined;
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
  return {
    seal(plain, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, bytes, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(context, "utf8"));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return mark + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, context) {
      const parts = splitSealed(sealed);
      if (!parts) return undefined;
      const decipher = createDecipheriv(algorithm, bytes, parts.nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(context, "utf8"));
      decipher.setAuthTag(parts.tag);
      try {
        return decipher.update(parts.body, undefined, "utf8") + decipher.final("utf8");
      } catch {
        return undefined;
      }
    },
  };
}

function splitSealed(
  sealed: string,
): { readonly nonce: Buffer; readonly tag: Buffer; readonly body: Buffer } | undefined {
  if (!sealed.startsWith(mark)) return undefined;
  const bytes = Buffer.from(sealed.slice(mark.length), "base64url");
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  return {
    nonce: bytes.subarray(0, nonceBytes),
    tag: bytes.subarray(nonceBytes, nonceBytes + tagBytes),
    body: bytes.subarray(nonceBytes + tagBytes),
  };
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
