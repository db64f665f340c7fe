import { describe, expect, it } from "vitest";
import { virtualEngine, storeOver } from "../../src/testing/index.ts";
import { openEngine, work } from "./support/open-engine.ts";

/** One more than a store gives at once. */
const many = 10_001;

describe("more rows than a store gives at once", () => {
  it("are all there in a journal, and the result of an effect is found among them to undo it", async () => {
    const undone: unknown[] = [];
    const effect = work({
      reconcile: async () => ({ found: true, output: "looked up" }),
      compensate: async ({ output }) => void undone.push(output),
    });
    const made = await openEngine({ effect });
    await made.start("r", "work-flow");
    const rows = await made.engine.journal("r");
    const started = rows.find(({ seq }) => seq === 1);
    const done = rows.find(({ seq }) => seq === 2);
    const events = Array.from({ length: many }, (_, at) => {
      const seq = at + 2;
      return { id: `r:${String(seq).padStart(8, "0")}`, run: "r", seq, at: 0, event: { type: "tick" }, notes: null };
    });
    const last = many + 2;
    const run = await made.run("r");
    if (!started || !done || !run) throw new Error("the run has begun");
    await made.store.commit([
      events.map((row) => ({ op: "put", table: "journal", row }) as const),
      [
        { op: "put", table: "journal", row: { ...done, id: `r:${String(last).padStart(8, "0")}`, seq: last } },
        { op: "put", table: "runs", row: { ...run, seq: last } },
      ],
    ]);
    await made.engine.close();
    const next = await openEngine({ effect, store: storeOver(made.store, { open: async () => undefined }) });
    expect(await next.engine.journal("r")).toHaveLength(last);
    await next.engine.byHand.cancel("r", "not wanted");
    await next.clock.runAll();
    expect(undone).toEqual(["worked"]);
  });

  it("are all there among the accounts", async () => {
    const made = await virtualEngine({ flows: [] });
    const before = (await made.engine.accounts()).length;
    const accounts = Array.from({ length: many }, (_, at) => ({
      op: "put" as const,
      table: "accounts" as const,
      row: { id: `portal-${at}`, createdAt: 0, timeZone: null, uninstalledAt: null },
    }));
    await made.store.commit([accounts]);
    expect(await made.engine.accounts()).toHaveLength(before + many);
    await made.close();
  });
});
