import { type Keyring, sealedOverhead } from "@callwright/core/adapter-kit";

/** Which piece of which file a chunk is. A chunk that stands elsewhere, or a file that was cut short, does not open. */
export interface ChunkPlace {
  /** What tells the file apart from all others for ever. */
  readonly file: string;
  /** Counted from 0. */
  readonly index: number;
  readonly isLast: boolean;
}

/** How many bytes longer a chunk is when it is sealed. */
export const chunkOverhead = sealedOverhead;

/** A chunk of a file, sealed with the current key and bound to its place. */
export function sealChunk(keys: Keyring, place: ChunkPlace, plain: Uint8Array): Uint8Array {
  return keys.sealBytes(plain, contextOf(place));
}

/** The chunk again; `undefined` when it was changed, stands elsewhere, or was sealed with a key that is not in the ring. */
export function openChunk(keys: Keyring, place: ChunkPlace, sealed: Uint8Array): Uint8Array | undefined {
  return keys.openBytes(sealed, contextOf(place));
}

function contextOf({ file, index, isLast }: ChunkPlace): string {
  return `file:${file}:${index}:${isLast ? "last" : "more"}`;
}
