import { describe, expect, it } from "vitest";
import type { EffectRow, JournalRow, RunRow, TableName } from "../../../src/ports/index.ts";
import { memoryStore, sampleRow, type MemoryStore } from "../../../src/testing/index.ts";
import {
  countFlow,
  flowOf,
  listeningLogger,
  openEngine,
  work,
  workFlow,
  type OpenEngine,
  type OpenOptions,
} from "../support/open-engine.ts";

const late = flowOf("late", 1, {
  initial: "on",
  states: { on: { on: { finish: "over" }, after: { 60_000: "over" } }, over: { type: "final" } },
  output: { outcome: "done" },
});

interface World extends OpenEngine {
  readonly store: MemoryStore;
  readonly told: { readonly table: string; readonly key: string }[];
  readonly logger: ReturnType<typeof listeningLogger>;
}

async function open(options: OpenOptions & { readonly store?: MemoryStore } = {}): Promise<World> {
  const store = options.store ?? memoryStore();
  const logger = listeningLogger();
  const opened = await openEngine({ flows: [late, countFlow(), workFlow()], ...options, store, logger });
  const told: World["told"] = [];
  opened.engine.observers.on("store:damaged", ({ table, key }) => told.push({ table, key }));
  return { ...opened, store, told, logger };
}

/** A new process on the same rows, some of them damaged meanwhile. */
async function openAgain(
  before: World,
  rows: readonly (readonly [TableName, string])[],
  options: OpenOptions = {},
): Promise<World> {
  await before.engine.close();
  for (const [table, id] of rows) before.store.damage(table, id);
  return open({ ...options, clock: before.clock, store: memoryStore({ takeOver: before.store }) });
}

/** The effect `work`, which waits for its time for ever. */
function notYet(perform: () => Promise<unknown> = async () => "worked") {
  return work({ perform, ready: async () => ({ ready: false, until: Number.MAX_SAFE_INTEGER, why: "later" }) });
}

function rowsOf(store: MemoryStore, table: TableName): readonly string[] {
  return store.dump(table).map(({ id }) => id);
}

describe("a damaged timer", () => {
  it("keeps no other timer waiting; its run is parked and still takes events", async () => {
    const first = await open();
    for (const id of ["a", "b", "c"]) await first.start(id, "late");
    const timer = first.store.dump("timers").find(({ owner }) => owner === "b")?.id ?? "";
    const next = await openAgain(first, [["timers", timer]]);
    await next.clock.advance(120_000);
    expect([(await next.run("a"))?.status, (await next.run("c"))?.status]).toEqual(["ended", "ended"]);
    expect(await next.run("b")).toMatchObject({ status: "parked", parked: { code: "STORE_DAMAGED", effect: null } });
    expect(next.told).toEqual([{ table: "timers", key: timer }]);
    expect(next.store.dump("quarantine")).toMatchObject([{ id: `timers/${timer}`, account: "a", table: "timers" }]);
    expect(rowsOf(next.store, "timers")).toEqual([]);
    await next.send("b", { type: "finish" });
    expect(await next.run("b")).toMatchObject({ status: "ended", outcome: "done" });
  });

  it("of a job is written anew from what its key, its time and its job say", async () => {
    const store = memoryStore();
    await store.open();
    const timer = { id: "job:j", account: "a", kind: "job", owner: "j", dueAt: 5, event: null } as const;
    await store.commit([
      [
        { op: "insert", table: "jobs", row: sampleRow("jobs", { id: "j", account: "a" }) },
        { op: "insert", table: "timers", row: timer },
      ],
    ]);
    store.damage("timers", "job:j");
    const due: unknown[] = [];
    const next = await open({
      store: memoryStore({ takeOver: store }),
      onJobDue: async (row, engine) => {
        due.push(row);
        await engine.inLane(row.owner, async (given) => given.cancelTimer(row.id));
      },
    });
    await next.clock.advance(10_000);
    expect(due).toEqual([timer]);
  });
});

describe("a damaged run", () => {
  it("is replaced by a parked one that takes every event into its journal, once", async () => {
    const first = await open();
    await first.start("r", "count-flow");
    await first.send("r", { type: "tick" });
    const next = await openAgain(first, [["runs", "r"]]);
    expect(await next.send("r", { type: "tick" }, "k")).toBe("applied");
    expect(await next.send("r", { type: "tick" }, "k")).toBe("duplicate");
    expect(await next.run("r")).toMatchObject({ status: "parked", account: "a", parked: { code: "STORE_DAMAGED" } });
    const journal = await next.engine.journal("r");
    expect(journal.map(({ seq, event }) => [seq, (event as { type: string }).type])).toEqual([
      [1, "init"],
      [2, "tick"],
      [3, "run.damaged"],
      [4, "tick"],
    ]);
    expect(next.store.dump("quarantine")).toMatchObject([{ table: "runs", key: "r" }]);
  });

  it("knows what its journal says of the call, and what it waits for", async () => {
    const first = await open({ effect: notYet() });
    await first.start("r", "work-flow");
    const effect = rowsOf(first.store, "effects")[0] ?? "";
    const answered = { type: "call.answered", at: 7 };
    await first.store.commit([
      [
        {
          op: "insert",
          table: "journal",
          row: { id: "r:00000002", run: "r", seq: 2, at: 7, event: answered, notes: null },
        },
      ],
    ]);
    first.store.damage("runs", "r");
    const next = await open({ clock: first.clock, store: memoryStore({ takeOver: first.store }) });
    const run = await next.run("r");
    expect(run).toMatchObject({ seq: 3, open: { work: effect }, facts: { answeredAt: 7 }, status: "parked" });
  });

  it("keeps neither recovery nor the list of those that wait for a person from the others", async () => {
    const failing = work({ repeat: "at-most-once", retryDelaysMs: [], perform: () => Promise.reject(new Error("no")) });
    const first = await open({ effect: failing });
    for (const id of ["a", "b", "c"]) await first.start(id, "work-flow");
    expect((await first.run("a"))?.status).toBe("parked");
    const next = await openAgain(first, [["runs", "b"]], { effect: failing });
    await next.clock.settle();
    expect(next.store.dump("runs").map(({ id, parked }) => [id, parked?.code === "STORE_DAMAGED"])).toEqual([
      ["a", false],
      ["b", true],
      ["c", false],
    ]);
  });

  it("keeps compaction from no other call", async () => {
    const first = await open();
    for (const id of ["a", "b", "c"]) {
      await first.start(id, "count-flow");
      await first.send(id, { type: "finish" });
    }
    const next = await openAgain(first, [["runs", "b"]]);
    await next.clock.advance(49 * 3_600_000);
    expect((await next.engine.compact()).lanes).toBe(2);
    expect(rowsOf(next.store, "archives")).toEqual(["a", "c"]);
    expect((await next.run("b"))?.parked?.code).toBe("STORE_DAMAGED");
  });

  it("is written anew from memory where this process used it lately", async () => {
    const world = await open();
    await world.start("r", "count-flow");
    world.store.damage("runs", "r");
    const row: RunRow | undefined = await world.run("r");
    await world.engine.mend("r");
    expect(await world.store.read("runs", "r")).toEqual(row);
    await world.send("r", { type: "finish" });
    expect((await world.run("r"))?.status).toBe("ended");
  });

  it("can be ended by a person: with an outcome while its flow can be told, or without", async () => {
    const first = await open();
    await first.start("r", "count-flow");
    const next = await openAgain(first, [["runs", "r"]]);
    await next.engine.findRun("r");
    await expect(next.engine.byHand.retry("r")).rejects.toMatchObject({ code: "RUN_NOT_PARKED_AT_EFFECT" });
    await next.engine.byHand.cancel("r", "lost");
    expect(await next.run("r")).toMatchObject({ status: "cancelled" });
  });
});

describe("a damaged effect", () => {
  it("parks its run at it; a person gives the result, and nobody performs it without what it was asked with", async () => {
    let performed = 0;
    const hangs = notYet(async () => (performed += 1));
    const first = await open({ effect: hangs });
    await first.start("r", "work-flow");
    const effect = rowsOf(first.store, "effects")[0] ?? "";
    first.store.damage("effects", effect);
    const next = await open({ clock: first.clock, store: memoryStore({ takeOver: first.store }), effect: hangs });
    await next.clock.settle();
    expect(await next.run("r")).toMatchObject({ status: "parked", parked: { code: "STORE_DAMAGED", effect } });
    const row: EffectRow | undefined = await next.store.read("effects", effect);
    expect(row).toMatchObject({ state: "parked", type: "work", invoke: "work", input: null });
    await expect(next.engine.byHand.retry("r")).rejects.toMatchObject({ code: "RUN_NOT_PARKED_AT_EFFECT" });
    await next.engine.byHand.resolve("r", "found out");
    await next.send("r", { type: "finish" });
    expect(await next.run("r")).toMatchObject({ status: "ended", output: { got: "found out" } });
    expect(performed).toBe(0);
  });
});

describe("a damaged entry of a journal", () => {
  it("is left out of what is read and set aside; its run waits for a person and goes on", async () => {
    const first = await open();
    await first.start("r", "count-flow");
    await first.send("r", { type: "tick" });
    const id = rowsOf(first.store, "journal")[0] ?? "";
    const next = await openAgain(first, [["journal", id]]);
    const journal: readonly JournalRow[] = await next.engine.journal("r");
    expect(journal.map(({ seq }) => seq)).toEqual([2]);
    await next.clock.settle();
    expect((await next.run("r"))?.status).toBe("parked");
    await next.send("r", { type: "finish" });
    expect(await next.run("r")).toMatchObject({ status: "ended", output: { ticks: 1 } });
  });
});

describe("another damaged row", () => {
  it("is told and left: no row is ever dropped without a word", async () => {
    const first = await open();
    await first.start("r", "count-flow");
    await first.send("r", { type: "finish" });
    const again = await openAgain(first, []);
    await again.clock.advance(49 * 3_600_000);
    await again.engine.compact();
    again.store.damage("archives", "r");
    await expect(again.engine.findRun("r")).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    expect(rowsOf(again.store, "archives")).toEqual(["r"]);
  });

  it("of the messages seen goes when its time is over", async () => {
    const world = await open();
    await world.start("r", "count-flow");
    await world.send("r", { type: "tick" }, "k");
    const next = await openAgain(world, [["dedupe", "k"]]);
    await next.clock.advance(8 * 24 * 3_600_000);
    await next.engine.close();
    const third = await open({ clock: next.clock, store: memoryStore({ takeOver: next.store }) });
    await third.clock.settle();
    expect(rowsOf(third.store, "dedupe")).toEqual([]);
  });
});
