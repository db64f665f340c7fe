import { randomBytes } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";
import { chunkBytes, headerBytes, writeHeader } from "./file-header.ts";
import type { FileKeys } from "./file-keys.ts";
import { sealChunk } from "../sealing/seal-chunk.ts";

/** A draft on the disk, before anybody knows its name. */
export interface DraftFile {
  readonly path: string;
  /** Key that its content is sealed with; `null`: it is not. */
  readonly keyId: string | null;
  write(chunk: Uint8Array): Promise<void>;
  /** Writes the rest and the header with the name, and makes both durable. The file is closed then. */
  finish(name: string): Promise<void>;
  /** Closes and removes it. */
  discard(): Promise<void>;
}

/** Begins a draft. @param keys how its content is sealed, from the first byte to the last */
export async function createDraft(path: string, keys: FileKeys | undefined): Promise<DraftFile> {
  const id = randomBytes(16).toString("hex");
  const seal = keys?.whole ? keys.keys : undefined;
  const keyId = seal?.keyId ?? null;
  const file = await open(path, "wx");
  const pieces = createPieces();
  let at = headerBytes;
  let index = 0;
  const append = async (bytes: Uint8Array): Promise<void> => {
    await writeWhole(file, bytes, at);
    at += bytes.length;
  };
  return {
    path,
    keyId,
    async write(chunk) {
      if (!seal) return append(chunk);
      // The last piece is sealed as such, so a full one waits until it is known that another follows.
      for (const piece of pieces.add(chunk)) {
        await append(sealChunk(seal, { file: id, index, isLast: false }, piece));
        index += 1;
      }
    },
    async finish(name) {
      if (seal) await append(sealChunk(seal, { file: id, index, isLast: true }, pieces.rest()));
      await writeWhole(file, writeHeader({ id, name, keyId }), 0);
      await file.sync();
      await file.close();
    },
    async discard() {
      await file.close().catch(() => undefined);
      await rm(path, { force: true });
    },
  };
}

async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Cuts what comes into pieces of one length. */
function createPieces() {
  const held = Buffer.alloc(chunkBytes);
  let length = 0;
  return {
    /** The pieces that are full and not the last. Each is only valid until the next is asked for. */
    *add(chunk: Uint8Array): Generator<Uint8Array> {
      for (let from = 0; from < chunk.length;) {
        if (length === chunkBytes) {
          yield held;
          length = 0;
        }
        const taken = Math.min(chunkBytes - length, chunk.length - from);
        held.set(chunk.subarray(from, from + taken), length);
        length += taken;
        from += taken;
      }
    },
    rest: (): Uint8Array => held.subarray(0, length),
  };
}
