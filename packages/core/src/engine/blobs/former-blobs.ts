import { isCallwrightError } from "../../errors/index.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { ArchiveRow, BlobRefRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { unpackRuns } from "../archives/archive.ts";
import type { PageTask } from "../recovery/page-work.ts";
import type { Work } from "../work.ts";
import { formerOwner, refOf } from "./blob-ids.ts";
import type { BlobStore } from "./blob-store.ts";
import { refOfDamaged } from "./damaged-ref.ts";

/** What finding the owners of former blobs needs. */
export interface FormerBlobsParts {
  readonly store: StorePort;
  readonly logger: LoggerPort;
  readonly blobs: Pick<BlobStore, "removeRefs">;
  readonly inLane: <Result>(lane: string, task: (work: Work) => Promise<Result>) => Promise<Result>;
}

const pageSize = 50;

/**
 * Blobs of a store that was brought from an older schema are kept for an owner that stands for all runs in archives. Looks into the
 * archives, page by page, writes down which run needs which blob, and then lets that owner go, with what no run needs. Does nothing where
 * there is no such owner.
 *
 * An archive that cannot be read keeps them all: it may be mended, and is looked into again at the next start.
 */
export function formerBlobs({ store, logger, blobs, inLane }: FormerBlobsParts): PageTask {
  const refsOfFormer = async () => {
    const damaged: BlobRefRow[] = [];
    const onDamaged = (row: DamagedRow) => void damaged.push(refOfDamaged(row));
    const refs = await store.find("blobRefs", { where: { owner: formerOwner }, limit: pageSize, onDamaged });
    return [...refs, ...damaged];
  };
  let last: ArchiveRow | undefined;
  let unreadable = 0;
  const adopt = async ({ id: lane }: ArchiveRow): Promise<void> => {
    try {
      await inLane(lane, (work) => nameRuns(lane, store.name, work));
    } catch (error) {
      if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
      unreadable += 1;
    }
  };
  let isLooking = true;
  return async () => {
    const [first] = await refsOfFormer();
    if (!first) return false;
    if (isLooking) {
      const onDamaged = () => void (unreadable += 1);
      const page = await store.find("archives", { limit: pageSize, onDamaged, ...(last && { after: last }) });
      await Promise.all(page.map(adopt));
      last = page.at(-1);
      isLooking = last !== undefined;
      return true;
    }
    if (unreadable > 0) {
      logger.warn({ archives: unreadable }, "archives cannot be read: transcripts of before stay, whoever needs them");
      return false;
    }
    await blobs.removeRefs(await refsOfFormer());
    return true;
  };
}

/** In the archive's lane: it may have been erased meanwhile. */
async function nameRuns(lane: string, store: string, work: Work): Promise<void> {
  const archive = await work.read("archives", lane);
  if (!archive) return;
  for (const { run } of unpackRuns(archive, store)) {
    const blob = run.facts?.transcriptBlob;
    if (blob) work.put("blobRefs", refOf(run.account, blob, run.id, "transcript", run.endedAt ?? run.startedAt));
  }
}
