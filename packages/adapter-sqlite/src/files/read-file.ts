import { open, type FileHandle } from "node:fs/promises";
import { byteStream, CallwrightError, type Pieces } from "@callwright/core/adapter-kit";
import { chunkOverhead, openChunk } from "../sealing/seal-chunk.ts";
import { toStoreError } from "../to-store-error.ts";
import { chunkBytes, headerBytes, readHeader, type FileHeader } from "./file-header.ts";
import type { FileKeys } from "./file-keys.ts";

/** An open file of the store. */
interface OpenFile {
  readonly file: FileHandle;
  readonly header: FileHeader;
  /** Length of what follows the header. */
  readonly bodyBytes: number;
}

/** A file's content as a stream from a byte on; `undefined` when there is none. @param store for messages */
export async function readFile(
  path: string,
  from: number,
  keys: FileKeys | undefined,
  store: string,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const opened = await openFile(path, store);
  if (!opened) return undefined;
  const end = () => opened.file.close().catch(() => undefined);
  try {
    const next = opened.header.keyId === null ? readPlain(opened, from) : readSealed(opened, from, keys, store);
    const told = async () => {
      try {
        return await next();
      } catch (error) {
        throw toStoreError(store, error);
      }
    };
    return byteStream({ next: told, end });
  } catch (error) {
    await end();
    throw error;
  }
}

/** The header of a file; `undefined` when there is none. @throws STORE_DAMAGED */
export async function headerOf(path: string, store: string): Promise<FileHeader | undefined> {
  const opened = await openFile(path, store);
  await opened?.file.close();
  return opened?.header;
}

async function openFile(path: string, store: string): Promise<OpenFile | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { size } = await file.stat();
    const header = readHeader(await readAt(file, 0, Buffer.alloc(Math.min(size, headerBytes))));
    if (!header) throw damaged(store, "one of its files does not begin like one");
    return { file, header, bodyBytes: size - headerBytes };
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

type NextChunk = Pieces["next"];

function readPlain({ file, bodyBytes }: OpenFile, from: number): NextChunk {
  const held = Buffer.allocUnsafe(chunkBytes);
  let at = from;
  return async () => {
    const length = Math.min(chunkBytes, bodyBytes - at);
    if (length <= 0) return undefined;
    const chunk = await readAt(file, headerBytes + at, held.subarray(0, length));
    at += length;
    return chunk;
  };
}

function readSealed(
  { file, header, bodyBytes }: OpenFile,
  from: number,
  sealing: FileKeys | undefined,
  store: string,
): NextChunk {
  if (!sealing) {
    const reason = `a file of it is sealed and the store was given no key.`;
    throw new CallwrightError("STORE_KEY_INVALID", { reason });
  }
  const { keys } = sealing;
  const sealedBytes = chunkBytes + chunkOverhead;
  const held = Buffer.allocUnsafe(sealedBytes);
  const count = Math.max(1, Math.ceil(bodyBytes / sealedBytes));
  let index = Math.floor(from / chunkBytes);
  let skip = from % chunkBytes;
  return async () => {
    if (index >= count) return undefined;
    const isLast = index === count - 1;
    const length = isLast ? bodyBytes - index * sealedBytes : sealedBytes;
    const sealed = await readAt(file, headerBytes + index * sealedBytes, held.subarray(0, Math.max(0, length)));
    const plain = openChunk(keys, { file: header.id, index, isLast }, sealed);
    if (!plain) throw damaged(store, `the file of blob "${header.name}" does not open at its piece ${index}`);
    const chunk = plain.subarray(skip);
    index += 1;
    skip = 0;
    return chunk;
  };
}

async function readAt(file: FileHandle, position: number, into: Buffer): Promise<Uint8Array> {
  for (let done = 0; done < into.length;) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) return into.subarray(0, done);
    done += bytesRead;
  }
  return into;
}

function damaged(store: string, reason: string): CallwrightError {
  return new CallwrightError("STORE_DAMAGED", { path: store, reason });
}
