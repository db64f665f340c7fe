import { describe, expect, it } from "vitest";
import { HotEffects } from "../../src/engine/effects/hot-effects.ts";
import { HotRuns } from "../../src/engine/hot-runs.ts";
import type { EffectState, Write } from "../../src/ports/index.ts";
import { memoryStore, sampleRow } from "../../src/testing/index.ts";
import { openEngine, workFlow } from "./support/open-engine.ts";

const run = (id: string, chars = 10) => sampleRow("runs", { id, snapshot: "s".repeat(chars) });
const effect = (id: string, state: EffectState): Write => ({
  op: "put",
  table: "effects",
  row: sampleRow("effects", { id, state }),
});

describe("runs in the cache", () => {
  it("are at most as many as it holds; the one that was used least lately goes", () => {
    const hot = new HotRuns({ runs: 2 });
    for (const id of ["a", "b", "a", "c"]) hot.set(run(id));
    expect(["a", "b", "c"].map((id) => hot.get(id)?.id)).toEqual(["a", undefined, "c"]);
  });

  it("are at most as long together as it holds, one excepted", () => {
    const hot = new HotRuns({ snapshotChars: 100 });
    for (const id of ["a", "b", "c"]) hot.set(run(id, 40));
    expect(["a", "b", "c"].map((id) => hot.get(id)?.id)).toEqual([undefined, "b", "c"]);
    hot.set(run("b", 10));
    hot.set(run("d", 40));
    expect(["b", "c", "d"].map((id) => hot.get(id)?.id)).toEqual(["b", "c", "d"]);
    hot.set(run("e", 1_000));
    expect(["b", "c", "d", "e"].map((id) => hot.get(id)?.id)).toEqual([undefined, undefined, undefined, "e"]);
  });
});

describe("effects in the cache", () => {
  it("are those that are open, as they were written last", () => {
    const hot = new HotEffects(2);
    hot.note([effect("a", "pending"), effect("b", "pending"), effect("a", "started")]);
    expect([hot.get("a")?.state, hot.get("b")?.state]).toEqual(["started", "pending"]);
    hot.note([effect("a", "done"), { op: "delete", table: "effects", id: "b" }, effect("c", "parked")]);
    expect(["a", "b", "c"].map((id) => hot.get(id))).toEqual([undefined, undefined, undefined]);
    hot.note(["d", "e", "f"].map((id) => effect(id, "pending")));
    expect(["d", "e", "f"].map((id) => hot.get(id)?.id)).toEqual([undefined, "e", "f"]);
  });

  it("spare the store from being asked for runs and effects that were used lately", async () => {
    const inner = memoryStore();
    const asked: string[] = [];
    const store = Object.assign(Object.create(inner) as typeof inner, {
      open: () => inner.open(),
      close: () => inner.close(),
      find: inner.find.bind(inner),
      commit: inner.commit.bind(inner),
      read: (table: "runs", id: string) => {
        asked.push(table);
        return inner.read(table, id);
      },
    });
    const { engine, clock, start, run: read } = await openEngine({ store, flows: [workFlow()] });
    await start("r", "work-flow");
    asked.length = 0;
    await engine.dispatch("r", { type: "again" });
    await clock.settle();
    expect(asked).toEqual([]);
    expect((await read("r"))?.seq).toBe(4);
  });
});
