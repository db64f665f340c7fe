import { assign } from "xstate";
import { describe, expect, it } from "vitest";
import { createVirtualClock, memoryStore, storeOver } from "../../src/testing/index.ts";
import { flowOf, openEngine } from "./support/open-engine.ts";

const minute = 60_000;
const bump = assign({ rings: ({ context }: { context: { rings: number } }) => context.rings + 1 });

/** Rings once after ten minutes; `snooze` starts them anew, `off` ends the waiting. */
const alarm = flowOf("alarm", 1, {
  context: { rings: 0 },
  initial: "waiting",
  states: {
    waiting: {
      after: { [10 * minute]: { target: "rung", actions: bump } },
      on: { snooze: { target: "waiting", reenter: true }, off: "quiet" },
    },
    rung: { on: { off: "quiet" } },
    quiet: {},
  },
});
const options = { flows: [alarm] };

async function ringsOf(opened: Awaited<ReturnType<typeof openEngine>>, id = "r"): Promise<unknown> {
  const { context } = JSON.parse((await opened.run(id))?.snapshot ?? "{}") as {
    readonly context: { readonly rings: number };
  };
  return context.rings;
}

describe("durable timers", () => {
  it("fire at their moment, not before, and once", async () => {
    const opened = await openEngine(options);
    await opened.start("r", "alarm");
    await opened.clock.advance(10 * minute - 1);
    expect(await ringsOf(opened)).toBe(0);
    await opened.clock.advance(1);
    expect(await ringsOf(opened)).toBe(1);
    await opened.clock.runAll();
    expect(await ringsOf(opened)).toBe(1);
    expect(await opened.store.find("timers", {})).toEqual([]);
  });

  it("start anew when their state is entered anew, and do not fire once it was left", async () => {
    const opened = await openEngine(options);
    await opened.start("r", "alarm");
    await opened.start("s", "alarm");
    await opened.clock.advance(9 * minute);
    await opened.send("r", { type: "snooze" });
    await opened.send("s", { type: "off" });
    await opened.clock.advance(9 * minute);
    expect([await ringsOf(opened), await ringsOf(opened, "s")]).toEqual([0, 0]);
    await opened.clock.advance(minute);
    expect([await ringsOf(opened), await ringsOf(opened, "s")]).toEqual([1, 0]);
  });

  it("fire late, once, after the process was away, and keep the time that was left", async () => {
    const clock = createVirtualClock();
    const store = memoryStore();
    const before = await openEngine({ ...options, clock, store });
    await before.start("late", "alarm");
    await clock.advance(5 * minute);
    await before.start("later", "alarm");
    await before.engine.close();
    await clock.advance(8 * minute);
    const after = await openEngine({ ...options, clock, store: memoryStore({ takeOver: store }) });
    await clock.settle();
    expect([await ringsOf(after, "late"), await ringsOf(after, "later")]).toEqual([1, 0]);
    await clock.advance(2 * minute);
    expect([await ringsOf(after, "late"), await ringsOf(after, "later")]).toEqual([1, 1]);
    await clock.runAll();
    expect(await ringsOf(after, "late")).toBe(1);
  });

  it("fire all when many are due at once", async () => {
    const opened = await openEngine(options);
    const ids = Array.from({ length: 1_200 }, (_, index) => `r${index}`);
    await Promise.all(
      ids.map((id) =>
        opened.engine.inLane(id, async (work) =>
          work.start({ id, account: "a", flow: "alarm", input: null, job: null }),
        ),
      ),
    );
    await opened.clock.advance(10 * minute);
    for (const id of ids) expect(await ringsOf(opened, id)).toBe(1);
  });
});

describe("dedupe keys", () => {
  it("let an event be applied once, also when it comes twice at the same time and after a restart", async () => {
    const store = memoryStore();
    const before = await openEngine({ store });
    await before.start("r", "count-flow");
    const twice = [
      before.engine.dispatch("r", { type: "tick" }, "k"),
      before.engine.dispatch("r", { type: "tick" }, "k"),
    ];
    expect((await Promise.all(twice)).sort()).toEqual(["applied", "duplicate"]);
    await before.engine.close();
    const after = await openEngine({ store: memoryStore({ takeOver: store }) });
    expect(await after.send("r", { type: "tick" }, "k")).toBe("duplicate");
    expect(await after.send("r", { type: "tick" }, "other")).toBe("applied");
    await after.send("r", { type: "finish" });
    expect((await after.run("r"))?.output).toMatchObject({ ticks: 2 });
  });

  it("are not used up by an event whose commit failed", async () => {
    const inner = memoryStore();
    let fails = false;
    const store = storeOver(inner, {
      commit: (batches: Parameters<typeof inner.commit>[0]) =>
        fails ? Promise.reject(new Error("disk full")) : inner.commit(batches),
    });
    const opened = await openEngine({ store });
    await opened.start("r", "count-flow");
    fails = true;
    await expect(opened.engine.dispatch("r", { type: "tick" }, "k")).rejects.toThrow("disk full");
    expect((await opened.run("r"))?.seq).toBe(1);
    fails = false;
    expect(await opened.send("r", { type: "tick" }, "k")).toBe("applied");
    expect((await opened.run("r"))?.seq).toBe(2);
  });
});
