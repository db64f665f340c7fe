/**
 * What stands before the content of a file. A file is `headerBytes` of this, then the content: as it is, or in pieces of
 * `chunkBytes`, each sealed for `file:<id>:<index>:<last|more>`. The last piece alone may be shorter.
 */
export interface FileHeader {
  /** Binds sealed pieces to their file: 32 hex digits. */
  readonly id: string;
  /** The name it is kept under. */
  readonly name: string;
  /** The key that the content is sealed with; `null`: it is not. */
  readonly keyId: string | null;
}

/** Length of every header. Fixed, because the name is known last. */
export const headerBytes = 1_024;

/** Length of a piece before it is sealed. */
export const chunkBytes = 64 * 1_024;

const magic = "callwright-file-1\n";

/** A header as bytes: a line that tells the format, JSON, and blanks up to the last byte. */
export function writeHeader(header: FileHeader): Uint8Array {
  const bytes = Buffer.alloc(headerBytes, " ");
  bytes.write(magic + JSON.stringify([header.id, header.keyId, header.name]));
  bytes.write("\n", headerBytes - 1);
  return bytes;
}

/** Reads a header. Shape: `undefined` for what is none. */
export function readHeader(bytes: Uint8Array): FileHeader | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  if (bytes.length !== headerBytes || !text.startsWith(magic)) return undefined;
  try {
    const [id, keyId, name] = JSON.parse(text.slice(magic.length)) as readonly unknown[];
    const isWhole = typeof id === "string" && typeof name === "string" && (keyId === null || typeof keyId === "string");
    return isWhole ? { id, name, keyId } : undefined;
  } catch {
    return undefined;
  }
}
