import { CallwrightError } from "../../../src/errors/index.ts";
import type { TableName, Write } from "../../../src/ports/index.ts";
import { commits, writes, type BrokenStores } from "./over.ts";

/** For each rule of this area a store that breaks it and no other. */
export const brokenCommits: BrokenStores = {
  "store/commit/nothing-is-written-for-nothing": (store) =>
    commits(store, (batches) => store.commit(batches.filter((batch) => batch.length > 0))),
  "store/commit/insert-refuses-a-key-that-exists": (store) =>
    commits(store, (batches) =>
      store.commit(batches.length === 1 && batches[0]?.length === 1 ? [batches[0].map(toPut)] : batches),
    ),
  "store/commit/put-replaces": (store) =>
    writes(store, async (write) =>
      write.op === "put" && write.table === "dedupe" && (await store.read("dedupe", write.row.id)) ? undefined : write,
    ),
  "store/commit/delete-removes": (store) =>
    commits(store, (batches) =>
      store.commit(batches.map((batch) => (batch.length === 1 && isDelete(batch[0], "dedupe") ? [] : batch))),
    ),
  "store/commit/delete-of-a-missing-row-does-nothing": (store) =>
    commits(store, async (batches) => {
      const first = batches[0]?.[0];
      if (first?.op !== "delete" || (await store.read(first.table, first.id).catch(() => true)))
        return store.commit(batches);
      return batches.map(() => ({
        ok: false,
        error: new CallwrightError("STORE_FAILED", { path: "broken", reason: "no row" }),
      }));
    }),
  "store/commit/a-bad-batch-leaves-nothing": (store) =>
    commits(store, async (batches) => {
      const results = [...(await store.commit([]))];
      for (const batch of batches) {
        const isWhole = batch.some(({ table }) => table === "turns");
        const parts = await store.commit(isWhole ? [batch] : batch.map((write) => [write]));
        results.push(parts.find((part) => !part.ok) ?? { ok: true });
      }
      return results;
    }),
  "store/commit/one-bad-batch-does-not-take-others": (store) =>
    commits(store, async (batches) => {
      const [result] = await store.commit([batches.flat()]);
      return batches.map(() => result ?? { ok: true });
    }),
  "store/commit/batches-are-written-in-order": (store) =>
    commits(store, async (batches) => [...(await store.commit([...batches].reverse()))].reverse()),
  "store/commit/writes-of-a-batch-are-in-order": (store) =>
    commits(store, (batches) =>
      store.commit(
        batches.map((batch) =>
          [...batch].sort((left, right) => Number(left.op !== "put") - Number(right.op !== "put")),
        ),
      ),
    ),
  "store/commit/keys-that-cannot-be-kept-are-refused": (store) =>
    writes(store, (write) =>
      write.op !== "delete" && typeof write.row.id === "number"
        ? ({ ...write, row: { ...write.row, id: String(write.row.id) } } as Write)
        : write,
    ),
  "store/commit/many-rows-at-once": (store) =>
    commits(store, async (batches) => {
      const kept = await store.commit(batches.slice(0, 100));
      return batches.map((_, at) => kept[at] ?? { ok: true });
    }),
};

function toPut(write: Write): Write {
  return write.op === "insert" ? { ...write, op: "put" } : write;
}

function isDelete(write: Write | undefined, table: TableName): boolean {
  return write?.op === "delete" && write.table === table;
}
