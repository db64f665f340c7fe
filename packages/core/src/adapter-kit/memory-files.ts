import type { FileDraft, FilesPort } from "../ports/index.ts";
import { byteStream } from "./byte-stream.ts";
import { checkFileName } from "./file-name.ts";

/** Kept files by name, for a store that takes them over. */
export type FilesInMemory = Map<string, readonly Uint8Array[]>;

/**
 * Files in memory, for stores that keep everything there.
 *
 * @param store for messages
 * @param mustBeOpen throws when the store is not open
 */
export function createMemoryFiles(store: string, mustBeOpen: () => void, kept: FilesInMemory = new Map()): FilesPort {
  return {
    async begin() {
      mustBeOpen();
      return createDraft(store, mustBeOpen, kept);
    },
    async open(name, from = 0) {
      mustBeOpen();
      const pieces = kept.get(name);
      return pieces && toStream(pieces, from);
    },
    async remove(name) {
      mustBeOpen();
      kept.delete(name);
    },
    async *list() {
      mustBeOpen();
      yield* [...kept.keys()];
    },
  };
}

function createDraft(store: string, mustBeOpen: () => void, kept: FilesInMemory): FileDraft {
  const pieces: Uint8Array[] = [];
  return {
    async write(chunk) {
      mustBeOpen();
      pieces.push(Uint8Array.from(chunk));
    },
    async keep(name) {
      mustBeOpen();
      checkFileName(name, store);
      kept.set(name, [...pieces]);
    },
    async discard() {
      pieces.length = 0;
    },
  };
}

function toStream(pieces: readonly Uint8Array[], from: number): ReadableStream<Uint8Array> {
  let index = 0;
  let skip = from;
  return byteStream({
    async next() {
      for (let piece = pieces[index]; piece; piece = pieces[index]) {
        index += 1;
        const left = piece.subarray(skip);
        skip = Math.max(0, skip - piece.length);
        if (left.length > 0) return left;
      }
      return undefined;
    },
    end: async () => undefined,
  });
}
