import { describe, expect, it } from "vitest";
import { createMachine } from "xstate";
import { z } from "zod";
import { createEngine, defineFlow, defineTable, record } from "../../src/index.ts";
import { CallwrightError } from "../../src/errors/index.ts";
import { createVirtualClock, memoryStore, virtualEngine, type VirtualEngine } from "../../src/testing/index.ts";
import { storeOver } from "../../src/testing/stores/store-over.ts";
import { visitFlow, visits } from "./visits.ts";

const world = (): Promise<VirtualEngine> => virtualEngine({ flows: [visitFlow], tables: [visits] });

describe("record", () => {
  it("writes, replaces and removes a row, in the transaction of its step", async () => {
    await using made = await world();
    const table = made.account.table(visits);
    const run = await made.account.start(visitFlow, { input: { visit: "v1" } });
    expect(await table.get("v1")).toEqual({ id: "v1", status: "planned", at: 0, note: "" });
    await run.send({ type: "keep", at: 7 });
    expect(await table.get("v1")).toEqual({ id: "v1", status: "kept", at: 7, note: "" });
    await run.send({ type: "swap", other: "v2" });
    expect(await table.get("v1")).toBeUndefined();
    expect(await table.get("v2")).toEqual({ id: "v2", status: "planned", at: 1, note: "" });
    await run.send({ type: "drop" });
    expect((await table.list()).rows).toEqual([]);
  });

  it("leaves a run to a person whose row does not fit, tells the place and never the value, and writes nothing of the step", async () => {
    await using made = await world();
    const run = await made.account.start(visitFlow, { input: { visit: "v1" } });
    await run.send({ type: "keep", at: 1.5, note: "Anna Schmidt +79161234567 came late" });
    const { status, parked } = await run.status();
    expect({ status, code: parked?.code }).toEqual({ status: "parked", code: "RECORD_INVALID" });
    expect(parked?.message).toContain("at: ");
    expect(parked?.message).toContain("note: too big");
    expect(parked?.message).not.toMatch(/Anna|7916|1\.5/);
    expect(await made.account.table(visits).get("v1")).toMatchObject({ status: "planned" });
    await run.send({ type: "keep", at: 2 });
    expect(await made.account.table(visits).get("v1")).toMatchObject({ status: "kept", at: 2 });
  });

  it("tells no key of a row's own either: it may be a name or a number", async () => {
    const sums = defineTable({
      id: "sums",
      version: 1,
      row: z.object({ id: z.string(), by: z.record(z.string(), z.int()) }),
    });
    const store = memoryStore();
    const error = new CallwrightError("STORE_DAMAGED", { path: "memory", reason: "a page" });
    let failing = false;
    const broken = storeOver(store, {
      commit: async (batches) => (failing ? batches.map(() => ({ ok: false, error })) : store.commit(batches)),
      find: async (table, query) => (failing ? Promise.reject(error) : store.find(table, query)),
    });
    const lines: unknown[] = [];
    const log = (...line: readonly unknown[]) => void lines.push(line);
    const logger = { debug: log, info: log, warn: log, error: log };
    await using made = await virtualEngine({ flows: [], tables: [sums], store: broken, logger });
    const put = (id: string, value: number) => made.account.table(sums).put({ id, by: { "Anna Schmidt": value } });
    await expect(put("+79161234567", 1.5)).rejects.toMatchObject({ details: { problems: ["by.*: must be int"] } });
    failing = true;
    await expect(put("+79161234567", 1)).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    await made.clock.settle();
    failing = false;
    expect(JSON.stringify(lines)).toContain("could not be set aside");
    expect(JSON.stringify(lines)).not.toMatch(/Anna|7916/);
  });

  it("keeps no value of a row in the journal", async () => {
    await using made = await world();
    const run = await made.account.start(visitFlow, { input: { visit: "v1" } });
    await run.send({ type: "swap", other: "v2" });
    const notes = (await made.account.journal(run.id)).map((entry) => JSON.stringify(entry.notes));
    expect(notes).toEqual([
      '{"commands":[{"record":"visits"}],"notes":null}',
      '{"commands":[{"record":"visits","removed":true},{"record":"visits"}],"notes":null}',
    ]);
  });

  it("refuses a row that is too large, with the place of most of it", async () => {
    const notes = defineTable({ id: "notes", version: 1, row: z.object({ id: z.string(), text: z.string() }) });
    await using made = await virtualEngine({ flows: [], tables: [notes] });
    const table = made.account.table(notes);
    await table.put({ id: "fits", text: "ы".repeat(32_000) });
    await expect(table.put({ id: "long", text: "ы".repeat(33_000) })).rejects.toMatchObject({
      code: "RECORD_TOO_LARGE",
      details: { table: "notes", path: "text", limitBytes: 65_536 },
    });
    for (const id of ["", "x".repeat(201), "half \ud800"]) {
      await expect(table.put({ id, text: "" })).rejects.toMatchObject({ code: "RECORD_INVALID" });
    }
  });

  it("is refused at the start where the engine was not given the table", async () => {
    const given = { publicUrl: "http://127.0.0.1", store: memoryStore(), adapters: [], clock: createVirtualClock() };
    expect(() => createEngine({ ...given, flows: [visitFlow] })).toThrow(
      expect.objectContaining({ code: "TABLE_UNKNOWN", details: { table: "visits" } }) as Error,
    );
    await using made = await virtualEngine({ flows: [] });
    expect(() => made.account.table(visits)).toThrow(expect.objectContaining({ code: "TABLE_UNKNOWN" }) as Error);
  });

  it("is refused at registration where a row cannot be kept as JSON", async () => {
    const spoilt = record(visits, () => ({ id: "v", status: "kept", at: new Date(0) as unknown as number }));
    const flow = defineFlow({ id: "spoilt", version: 1, machine: createMachine({ on: { go: { actions: spoilt } } }) });
    await expect(virtualEngine({ flows: [flow], tables: [visits] })).rejects.toThrow(
      'at event go, row for table "visits".at holds a Date',
    );
  });
});
