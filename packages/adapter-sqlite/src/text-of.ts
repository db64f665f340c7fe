/**
 * A text that was read as bytes (`CAST(… AS BLOB)`), so that no driver stumbles over what is no UTF-8; a wrong byte gives a letter
 * that no writer writes. Anything else as it is.
 */
export function textOf(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString();
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString() : value;
}
