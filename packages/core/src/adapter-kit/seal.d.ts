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
export declare function createSeal(key: string): Seal;
