import { pagesOf } from "../../engine/all-rows.ts";
import { unpackRuns } from "../../engine/archives/archive.ts";
import { findArchived } from "../../engine/archives/archives.ts";
import type { RunId } from "../../ports/identity.ts";
import type { JournalRow, RunRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";

/** A run and its journal, wherever the store keeps them: in its tables, or put away. */
export interface StoredRun {
  readonly run: RunRow;
  /** In commit order. */
  readonly journal: readonly JournalRow[];
}

const pageSize = 1_000;

/** A run of a store by its id, also one that was put away. */
export async function readStoredRun(store: StorePort, id: RunId): Promise<StoredRun | undefined> {
  const run = await store.read("runs", id);
  return run ? withJournal(store, run) : findArchived(store, id);
}

/** The ended runs of a store that are wanted: of each account those that were put away, then all others, the oldest first. */
export async function* endedRuns(store: StorePort, wanted: (run: RunRow) => boolean): AsyncGenerator<StoredRun> {
  for await (const accounts of pagesOf(store, "accounts", { limit: pageSize })) {
    for (const { id: account } of accounts) {
      for await (const page of pagesOf(store, "archives", { where: { account }, limit: pageSize })) {
        const archived = page.flatMap((archive) => unpackRuns(archive, store.name));
        yield* archived.filter(({ run }) => run.status === "ended" && wanted(run));
      }
    }
  }
  for await (const page of pagesOf(store, "runs", { where: { status: "ended" }, limit: pageSize })) {
    for (const run of page) if (wanted(run)) yield withJournal(store, run);
  }
}

async function withJournal(store: StorePort, run: RunRow): Promise<StoredRun> {
  const journal: JournalRow[] = [];
  for await (const page of pagesOf(store, "journal", { where: { run: run.id }, limit: pageSize }))
    journal.push(...page);
  return { run, journal };
}
