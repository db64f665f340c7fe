import type { TranscriptTurn } from "../calls/index.ts";
import { isCallwrightError } from "../errors/index.ts";
import type { BlobReader } from "../ports/blobs.ts";

/** The turns of a transcript; none where there is none, or its time was over. @throws STORE_DAMAGED */
export async function readTranscript(blobs: BlobReader, blob: string | null): Promise<readonly TranscriptTurn[]> {
  if (blob === null) return [];
  try {
    return JSON.parse(await blobs.text(blob)) as readonly TranscriptTurn[];
  } catch (error) {
    if (isCallwrightError(error, "BLOB_UNKNOWN")) return [];
    throw error;
  }
}
