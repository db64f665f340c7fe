import { describe, expect, it } from "vitest";
import type { BatchResult, StorePort, WriteBatch } from "../../src/ports/index.ts";
import { memoryStore, storeOver } from "../../src/testing/index.ts";
import { openEngine } from "./support/open-engine.ts";

function counting(store: StorePort): StorePort & { readonly groups: WriteBatch[][] } {
  const groups: WriteBatch[][] = [];
  const commit = (batches: readonly WriteBatch[]): Promise<readonly BatchResult[]> => {
    groups.push([...batches]);
    return store.commit(batches);
  };
  return Object.assign(storeOver(store, { commit }), { groups });
}

const ids = Array.from({ length: 20 }, (_, index) => `run-${index}`);

describe("group commit", () => {
  it("writes the runs of one turn in one transaction, each with its own batch", async () => {
    const store = counting(memoryStore());
    const { engine, start, run } = await openEngine({ store });
    for (const id of ids) await start(id, "count-flow");
    store.groups.length = 0;
    await Promise.all(ids.map((id) => engine.dispatch(id, { type: "tick" })));
    expect(store.groups.map((group) => group.length)).toEqual([20]);
    for (const id of ids)
      expect(JSON.parse((await run(id))?.snapshot ?? "{}")).toMatchObject({ context: { ticks: 1 } });
  });

  it("applies the events of one run one after the other", async () => {
    const { engine, start, run } = await openEngine();
    await start("r", "count-flow");
    await Promise.all(ids.map(() => engine.dispatch("r", { type: "tick" })));
    await engine.dispatch("r", { type: "finish" });
    expect((await run("r"))?.output).toEqual({ outcome: "done", ticks: 20 });
    const journal = await engine.journal("r");
    expect(journal.map(({ seq }) => seq)).toEqual(Array.from({ length: 22 }, (_, index) => index + 1));
  });

  it("lets one batch that is refused take no other with it", async () => {
    const { engine, store, start, run } = await openEngine();
    for (const id of ids) await start(id, "count-flow");
    // Another hand has written the journal entry that this run's next event would get.
    const taken = { id: "run-7:00000002", run: "run-7", seq: 2, at: 0, event: null, notes: null };
    await store.commit([[{ op: "insert", table: "journal", row: taken }]]);
    const results = await Promise.allSettled(ids.map((id) => engine.dispatch(id, { type: "tick" })));
    const refused = results.flatMap((result, index) => (result.status === "rejected" ? [ids[index]] : []));
    expect(refused).toEqual(["run-7"]);
    expect(results[7]).toMatchObject({ reason: { code: "STORE_CONFLICT" } });
    for (const id of ids) expect((await run(id))?.seq).toBe(id === "run-7" ? 1 : 2);
  });

  it("tells observers after the commit only", async () => {
    const store = counting(memoryStore());
    const { engine, start } = await openEngine({ store });
    await start("r", "count-flow");
    let committed: number | undefined;
    engine.observers.on("run:advanced", ({ run }) => void (committed = run.seq));
    store.groups.length = 0;
    await engine.dispatch("r", { type: "tick" });
    expect([store.groups.length, committed]).toEqual([1, 2]);
  });
});
