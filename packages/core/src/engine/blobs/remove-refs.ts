import { isCallwrightError } from "../../errors/index.ts";
import type { BlobRefRow, BlobRow } from "../../ports/rows.ts";
import type { StorePort, Write } from "../../ports/store.ts";
import type { CommitGroup } from "../commit-group.ts";

/** What a removal of references took away. */
export interface RemovedBlobs {
  readonly refs: number;
  /** Blobs that nobody needs any more. */
  readonly blobs: number;
  /** Length of their contents. */
  readonly bytes: number;
}

/** Nothing. */
export const nothingRemoved: RemovedBlobs = { refs: 0, blobs: 0, bytes: 0 };

/**
 * Removes references, and the rows of blobs that nobody needs then, in one transaction between others.
 *
 * @returns what was removed, and the blobs whose files are to go
 */
export function removeRefs(
  refs: readonly BlobRefRow[],
  store: StorePort,
  commits: CommitGroup,
): Promise<RemovedBlobs & { readonly files: readonly string[] }> {
  return commits.alone(async (commit) => {
    const batch: Write[] = refs.map(({ id }) => ({ op: "delete", table: "blobRefs", id }));
    const orphans: Orphan[] = [];
    for (const blob of new Set(refs.map((ref) => ref.blob))) {
      const row = await orphanOf(blob, refs, store);
      if (row) orphans.push(row);
    }
    for (const { id } of orphans) batch.push({ op: "delete", table: "blobs", id });
    await commit(batch);
    const bytes = orphans.reduce((sum, row) => sum + row.bytes, 0);
    const files = orphans.filter(({ kept }) => kept === "file").map(({ id }) => id);
    return { refs: refs.length, blobs: orphans.length, bytes, files };
  });
}

type Orphan = Pick<BlobRow, "id" | "bytes" | "kept">;

/** The blob, if nobody but these needs it. */
async function orphanOf(blob: string, without: readonly BlobRefRow[], store: StorePort): Promise<Orphan | undefined> {
  const gone = new Set(without.map(({ id }) => id));
  const limit = without.filter((ref) => ref.blob === blob).length + 1;
  const damaged: string[] = [];
  const left = await store.find("blobRefs", { where: { blob }, limit, onDamaged: ({ id }) => void damaged.push(id) });
  const isNeeded = [...left.map(({ id }) => id), ...damaged].some((id) => !gone.has(id));
  return isNeeded ? undefined : readOrphan(blob, store);
}

async function readOrphan(blob: string, store: StorePort): Promise<Orphan | undefined> {
  try {
    return await store.read("blobs", blob);
  } catch (error) {
    if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
    // Nobody can read it any more, and it goes all the same; there may be a file.
    return { id: blob, bytes: 0, kept: "file" };
  }
}
