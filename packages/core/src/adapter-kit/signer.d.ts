/** Proves that a value comes from us: made before it goes out, checked when it comes back. */
export interface Signer {
    /** HMAC-SHA256 of the value, in lower-case hex. */
    sign(value: string): string;
    /** Whether a signature belongs to the value. Takes the same time for every wrong signature of the same length. */
    verify(value: string, signature: string): boolean;
}
/** Gives a signer with one secret. The secret is not kept in a readable property. */
export declare function createSigner(secret: string | Uint8Array): Signer;
/** Whether two secrets are equal, in a time that does not tell where they differ. */
export declare function isSameSecret(a: string, b: string): boolean;
