/** What a sealed thing is made of. */
export interface SealedParts {
  /** Id of the key that it was sealed with; absent in the first form, which did not tell. */
  readonly keyId: string | undefined;
  /** Nonce (12 bytes), tag (16 bytes) and body. */
  readonly sealed: Uint8Array;
}

/** How many bytes longer a thing is when it is sealed: form, key id, nonce and tag. */
export const sealedOverhead = 33;

const firstText = "sealed1.";
const secondText = /^sealed2\.([0-9a-f]{8})\.(.*)$/s;
const form = 2;
const headBytes = 5;

/** What stands before nonce, tag and body in sealed bytes: the form's number and the key's id. */
export function sealedHead(keyId: string): Buffer {
  return Buffer.concat([Buffer.of(form), Buffer.from(keyId, "hex")]);
}

/** Sealed bytes written as text. */
export function sealedText(sealed: Buffer): string {
  return `sealed2.${sealed.toString("hex", 1, headBytes)}.${sealed.toString("base64url", headBytes)}`;
}

/** Takes a sealed thing apart; `undefined` for what is not sealed. Whether it opens is another question. */
export function readSealed(sealed: string | Uint8Array): SealedParts | undefined {
  if (typeof sealed === "string") return readText(sealed);
  if (sealed[0] !== form || sealed.length < sealedOverhead) return undefined;
  const keyId = Buffer.from(sealed.buffer, sealed.byteOffset + 1, headBytes - 1).toString("hex");
  return { keyId, sealed: sealed.subarray(headBytes) };
}

/** Id of the key that this is sealed with; `undefined` where it does not tell, or is not sealed. */
export function keyIdOf(sealed: string | Uint8Array): string | undefined {
  return readSealed(sealed)?.keyId;
}

function readText(text: string): SealedParts | undefined {
  if (text.startsWith(firstText)) {
    return { keyId: undefined, sealed: Buffer.from(text.slice(firstText.length), "base64url") };
  }
  const [, keyId, body] = secondText.exec(text) ?? [];
  return body === undefined ? undefined : { keyId, sealed: Buffer.from(body, "base64url") };
}
