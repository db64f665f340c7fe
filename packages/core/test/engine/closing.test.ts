import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createEngine, defineTable } from "../../src/index.ts";
import type { Adapter } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore, virtualEngine } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";
import { openEngine, work } from "./support/open-engine.ts";

describe("closing an engine", () => {
  it("keeps the answer of an effect that is under way", async () => {
    let answer: (value: unknown) => void = () => undefined;
    const store = memoryStore();
    const effect = work({ repeat: "at-most-once", perform: () => new Promise((resolve) => (answer = resolve)) });
    const { engine, clock } = await openEngine({ store, effect });
    await engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const closed = engine.close();
    answer("it rings");
    await closed;
    await clock.settle();
    expect(store.dump("effects")).toMatchObject([{ state: "done", endedBy: "answer" }]);
  });

  it("begins no background work after that, though recovery comes to its end only then", async () => {
    const lines: unknown[] = [];
    const log = (...line: readonly unknown[]) => void lines.push(line);
    const logger = { debug: log, info: log, warn: log, error: log };
    const table = defineTable({ id: "visits", version: 2, row: z.object({ id: z.string() }) });
    const clock = createVirtualClock();
    const given = { publicUrl: "http://127.0.0.1", flows: [], tables: [table], clock, logger };
    const adapter: Adapter = { name: "fake", contract: 1, connect: () => ({ close: async () => undefined }) };
    const engine = createEngine({ ...given, store: memoryStore(), adapters: [adapter] });
    await engine.ready();
    await engine.close();
    await clock.advance(10_000);
    expect(lines).toEqual([]);
  });

  it("starts no effect after that", async () => {
    let performed = 0;
    const { engine, start, clock } = await openEngine({ effect: work({ perform: async () => (performed += 1) }) });
    await start("r", "work-flow");
    await engine.dispatch("r", { type: "again" });
    await engine.close();
    const before = performed;
    await engine.dispatch("r", { type: "finish" }).catch(() => undefined);
    await clock.runAll();
    expect(performed).toBe(before);
  });

  it("gives a call back to the next engine, which goes on with it", async () => {
    const first = await virtualEngine({ flows: [visitReminder], rules: [visitRules] });
    const call = await first.account.call(visitReminder, { input: anna, phone: "+79161234567" });
    await first.clock.settle();
    await first.close();
    const { clock, crm, voice } = first;
    const store = memoryStore({ takeOver: first.store as ReturnType<typeof memoryStore> });
    await using next = await virtualEngine({ flows: [visitReminder], rules: [visitRules], clock, crm, voice, store });
    const found = await next.account.findCall(call.id);
    const result = found?.result();
    await voice.answers(`${call.id}:1`);
    await voice.leaves(`${call.id}:1`, "ask", "answer:no");
    await voice.leaves(`${call.id}:1`, "promise", "said");
    await clock.settle();
    expect(await result).toMatchObject({ status: "ended", outcome: "no" });
    expect(voice.launches).toHaveLength(1);
  });

  it("refuses whatever is asked of it afterwards with ENGINE_CLOSED, also over HTTP", async () => {
    const made = await virtualEngine({ flows: [visitReminder] });
    await made.close();
    await made.close();
    await expect(made.engine.ready()).rejects.toMatchObject({ code: "ENGINE_CLOSED" });
    await expect(made.account.call(visitReminder, { input: anna, phone: "+79161234567" })).rejects.toMatchObject({
      code: "ENGINE_CLOSED",
    });
    await expect(made.account.calls.list()).rejects.toMatchObject({ code: "ENGINE_CLOSED" });
    await expect(made.engine.accounts()).rejects.toMatchObject({ code: "ENGINE_CLOSED" });
  });
});
