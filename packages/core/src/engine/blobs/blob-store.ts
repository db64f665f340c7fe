import { randomUUID } from "node:crypto";
import type { BlobContent, BlobReader, BlobRef } from "../../ports/blobs.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { AccountId } from "../../ports/identity.ts";
import type { BlobRefRow, BlobRow, BlobUse } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";
import type { CommitGroup } from "../commit-group.ts";
import type { Work } from "../work.ts";
import { blobId, draftRefOf, refOf } from "./blob-ids.ts";
import { gatherContent, type ContentSettings } from "./gather-content.ts";
import { createBlobReader } from "./read-blob.ts";
import { nothingRemoved, removeRefs, type RemovedBlobs } from "./remove-refs.ts";

/** A blob that is ready to be named by what needs it. */
export interface PreparedBlob {
  readonly ref: BlobRef;
  /** Names it for an owner in the transaction of what needs it. May be called again by a work that is tried again. */
  nameIn(work: Pick<Work, "put" | "delete">, owner: string, use: Exclude<BlobUse, "draft">): void;
  /** To be called in the end: what nobody has named by then goes. */
  release(): Promise<void>;
}

/** What the blob store needs. */
export interface BlobStoreParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly commits: CommitGroup;
  /** Called when a draft was written. */
  readonly onDraft?: () => void;
}

/** Rows of references that are looked at at once. */
const pageSize = 100;

/**
 * Large values, each once per account, by the hash of its content: up to 1 MiB in a row, above in a file.
 *
 * A blob is there for as long as a row of `blobRefs` names it. What names it is written in the transaction of what needs it.
 */
export class BlobStore {
  readonly #parts: BlobStoreParts;
  /** Blobs whose files may be kept already although no row tells so yet, and by how many. */
  readonly #underWay = new Map<string, number>();
  /** References of drafts of this process that are not named yet. */
  readonly #drafts = new Set<string>();
  readonly #readers = new Map<AccountId, BlobReader>();

  constructor(parts: BlobStoreParts) {
    this.#parts = parts;
  }

  /** What reads the blobs of an account. */
  reader(account: AccountId): BlobReader {
    const known = this.#readers.get(account);
    if (known) return known;
    const reader = createBlobReader(this.#parts.store, account);
    this.#readers.set(account, reader);
    return reader;
  }

  /**
   * Takes in a content. A small one is written by whoever names it; a large one is kept as a draft until then.
   *
   * @throws BLOB_TOO_LARGE, and what the content's stream fails with
   */
  async prepare(account: AccountId, content: BlobContent, settings: ContentSettings): Promise<PreparedBlob> {
    const { store, clock } = this.#parts;
    const gathered = await gatherContent(store.files, content, settings);
    const { hash, bytes } = gathered;
    const id = blobId(account, hash);
    const ref: BlobRef = { blob: id, bytes, mediaType: settings.mediaType };
    const row = { id, account, mediaType: settings.mediaType, bytes, at: clock.now() };
    if (gathered.small) {
      const small: BlobRow = { ...row, ...gathered.small };
      return this.#prepared(ref, small, undefined);
    }
    const draft = draftRefOf(account, id, randomUUID(), clock.now());
    const large: BlobRow = { ...row, kept: "file", content: "" };
    this.#begin(id, draft);
    try {
      await gathered.draft.keep(id);
      await this.#parts.commits.commit([
        { op: "put", table: "blobs", row: large },
        { op: "insert", table: "blobRefs", row: draft },
      ]);
    } catch (error) {
      this.#drafts.delete(draft.id);
      this.#end(id);
      await gathered.draft.discard();
      await this.removeFile(id);
      throw error;
    }
    this.#end(id);
    this.#parts.onDraft?.();
    return this.#prepared(ref, large, draft);
  }

  /** Whether a blob of an account is there; then it stays until what is given back is released. */
  async adopt(account: AccountId, ref: BlobRef): Promise<PreparedBlob | undefined> {
    const { store, clock, commits } = this.#parts;
    return commits.alone(async (commit) => {
      const row = await store.read("blobs", ref.blob);
      if (row?.account !== account) return undefined;
      const draft = draftRefOf(account, ref.blob, randomUUID(), clock.now());
      this.#drafts.add(draft.id);
      await commit([{ op: "insert", table: "blobRefs", row: draft }]);
      return this.#prepared({ blob: row.id, bytes: row.bytes, mediaType: ref.mediaType }, row, draft);
    });
  }

  /** The blob that an owner needs for a use. */
  async findRef(owner: string, use: BlobUse): Promise<BlobRefRow | undefined> {
    const refs = await allRows(this.#parts.store, "blobRefs", { owner });
    return refs.find((ref) => ref.use === use);
  }

  /** Removes everything that owners need, or what they need for some uses; a blob that nobody else needs goes with its file. */
  async removeOwners(owners: readonly string[], uses?: readonly BlobUse[]): Promise<RemovedBlobs> {
    let removed = nothingRemoved;
    for (const owner of owners) {
      const refs = await allRows(this.#parts.store, "blobRefs", { owner });
      removed = sum(removed, await this.removeRefs(uses ? refs.filter(({ use }) => uses.includes(use)) : refs));
    }
    return removed;
  }

  /** Removes references; a blob that nobody else needs goes with its file. */
  async removeRefs(refs: readonly BlobRefRow[]): Promise<RemovedBlobs> {
    let removed = nothingRemoved;
    for (let start = 0; start < refs.length; start += pageSize) {
      const page = refs.slice(start, start + pageSize);
      const { files, ...counts } = await removeRefs(page, this.#parts.store, this.#parts.commits);
      for (const id of files) await this.removeFile(id);
      removed = sum(removed, counts);
    }
    return removed;
  }

  /** Removes the file of a blob that is no more. Between commits: a row that comes meanwhile is seen, a file that is kept meanwhile comes after. */
  removeFile(id: string): Promise<void> {
    const { store, commits } = this.#parts;
    return commits.alone(async () => {
      const row = await store.read("blobs", id);
      if (row || this.#underWay.has(id)) return;
      await store.files.remove(id);
    });
  }

  /** Whether a draft belongs to work that is under way in this process. */
  isLive(draft: BlobRefRow): boolean {
    return this.#drafts.has(draft.id);
  }

  #prepared(ref: BlobRef, row: BlobRow, draft: BlobRefRow | undefined): PreparedBlob {
    return {
      ref,
      nameIn: (work, owner, use) => {
        // The row as well: a small one is not there yet, and another one is as it was.
        work.put("blobs", row);
        work.put("blobRefs", refOf(row.account, row.id, owner, use, this.#parts.clock.now()));
        if (draft) work.delete("blobRefs", draft.id);
      },
      release: async () => {
        if (draft && this.#drafts.delete(draft.id)) await this.removeRefs([draft]);
      },
    };
  }

  #begin(id: string, draft: BlobRefRow): void {
    this.#drafts.add(draft.id);
    this.#underWay.set(id, (this.#underWay.get(id) ?? 0) + 1);
  }

  #end(id: string): void {
    const others = (this.#underWay.get(id) ?? 1) - 1;
    if (others > 0) this.#underWay.set(id, others);
    else this.#underWay.delete(id);
  }
}

function sum(left: RemovedBlobs, right: RemovedBlobs): RemovedBlobs {
  return { refs: left.refs + right.refs, blobs: left.blobs + right.blobs, bytes: left.bytes + right.bytes };
}
