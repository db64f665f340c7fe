import { isCallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { AccountId } from "../../ports/identity.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { BlobRefRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { workInPages, type PageTask, type PageWork } from "../recovery/page-work.ts";
import { laneOf } from "../run-ids.ts";
import { draftOwner, formerOwner } from "./blob-ids.ts";
import type { BlobStore } from "./blob-store.ts";
import { refOfDamaged } from "./damaged-ref.ts";
import { formerBlobs, type FormerBlobsParts } from "./former-blobs.ts";
import { breathe } from "../breathe.ts";

/** What the sweeper needs. */
export interface BlobSweeperParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly blobs: Pick<BlobStore, "removeRefs" | "removeFile" | "isLive">;
  readonly inLane: FormerBlobsParts["inLane"];
}

/** What is settled beside the runs that need blobs of an older schema. */
export interface SettleOptions {
  readonly lost: boolean;
  readonly files: boolean;
}

/** A draft that nobody has named for so long was left behind. */
const draftLifetimeMs = 24 * 3_600_000;
const pageSize = 50;

/** Removes what nobody needs and nobody has removed: drafts that were left, references of runs that are gone, files without a row. */
export class BlobSweeper {
  readonly #parts: BlobSweeperParts;
  #sweptAt = -Infinity;
  #running: PageWork | undefined;
  #isClosed = false;

  constructor(parts: BlobSweeperParts) {
    this.#parts = parts;
  }

  /** Looks through everything in the background, once after a start. */
  begin(): void {
    this.#sweep([formerBlobs(this.#parts), this.#oldDrafts(), this.#lostRefs(), this.#orphanFiles()]);
  }

  /** Looks for old drafts in the background, once a day. */
  noteDraft(): void {
    if (this.#parts.clock.now() - this.#sweptAt >= draftLifetimeMs) this.#sweep([this.#oldDrafts()]);
  }

  /**
   * Does for an account at once what is else done in the background. @param options `lost`: also removes what is kept for nobody, and drafts
   * of former processes; `files`: also files without a row, of every account
   */
  async settle(account: AccountId, options: SettleOptions): Promise<void> {
    const tasks = [formerBlobs(this.#parts)];
    if (options.lost) tasks.push(this.#lostRefs({ account }, (ref) => !this.#parts.blobs.isLive(ref)));
    if (options.files) tasks.push(this.#orphanFiles());
    for (const task of tasks) while (await task()) await breathe();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running?.stop();
  }

  #sweep(tasks: readonly PageTask[]): void {
    if (this.#isClosed) return;
    this.#sweptAt = this.#parts.clock.now();
    this.#running = workInPages(this.#parts, tasks);
  }

  #oldDrafts(): PageTask {
    const { clock, blobs } = this.#parts;
    const isOld = (ref: BlobRefRow) => ref.at <= clock.now() - draftLifetimeMs && !blobs.isLive(ref);
    return this.#refPages({ owner: draftOwner }, async (page) => page.filter(isOld));
  }

  #lostRefs(where: Partial<BlobRefRow> = {}, isLeft: (draft: BlobRefRow) => boolean = () => false): PageTask {
    return this.#refPages(where, async (page) => {
      const lost = await Promise.all(
        page.map(async (ref) => (ref.owner === draftOwner ? isLeft(ref) : this.#isLost(ref))),
      );
      return page.filter((_, at) => lost[at]);
    });
  }

  async #isLost({ owner }: BlobRefRow): Promise<boolean> {
    if (owner === formerOwner) return false;
    const { store } = this.#parts;
    try {
      return !(await store.read("runs", owner)) && !(await store.read("archives", laneOf(owner)));
    } catch (error) {
      // It is there, and may be mended.
      if (isCallwrightError(error, "STORE_DAMAGED")) return false;
      throw error;
    }
  }

  #refPages(where: Partial<BlobRefRow>, choose: (page: readonly BlobRefRow[]) => Promise<BlobRefRow[]>): PageTask {
    const { store, blobs } = this.#parts;
    let last: BlobRefRow | undefined;
    return async () => {
      const damaged: BlobRefRow[] = [];
      const onDamaged = (row: DamagedRow) => void damaged.push(refOfDamaged(row));
      const page = await store.find("blobRefs", { where, limit: pageSize, onDamaged, ...(last && { after: last }) });
      const chosen = await choose([...page, ...damaged]);
      if (chosen.length > 0) await blobs.removeRefs(chosen);
      last = page.at(-1);
      return page.length === pageSize;
    };
  }

  #orphanFiles(): PageTask {
    const { store, blobs } = this.#parts;
    let names: AsyncIterator<string> | undefined;
    return async () => {
      try {
        names ??= store.files.list()[Symbol.asyncIterator]();
        for (let count = 0; count < pageSize; count += 1) {
          const next = await names.next();
          if (next.done) return false;
          if (!(await store.read("blobs", next.value))) await blobs.removeFile(next.value);
        }
        return true;
      } catch (error) {
        // A list that failed cannot be gone on with: the next try begins anew.
        names = undefined;
        throw error;
      }
    };
  }
}
