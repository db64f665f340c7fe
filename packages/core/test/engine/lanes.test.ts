import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lanes } from "../../src/engine/index.ts";

describe("lanes", () => {
  it("do the work of one lane one after the other, in order, also after work that failed", async () => {
    const task = fc.record({ lane: fc.constantFrom("a", "b", "c"), turns: fc.nat(3), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(task, { maxLength: 20 }), async (tasks) => {
        const lanes = new Lanes();
        const busy = new Set<string>();
        const ended: { readonly lane: string; readonly index: number }[] = [];
        const results = tasks.map(({ lane, turns, fails }, index) =>
          lanes.run(lane, async () => {
            expect(busy.has(lane)).toBe(false);
            busy.add(lane);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            busy.delete(lane);
            ended.push({ lane, index });
            if (fails) throw new Error(String(index));
            return index;
          }),
        );
        expect(lanes.size).toBe(tasks.length);
        const settled = await Promise.allSettled(results);
        await lanes.idle();
        expect(lanes.size).toBe(0);
        for (const lane of ["a", "b", "c"]) {
          const indexes = ended.filter((each) => each.lane === lane).map(({ index }) => index);
          expect(indexes).toEqual(tasks.flatMap((each, index) => (each.lane === lane ? [index] : [])));
        }
        expect(settled.map(({ status }) => status === "rejected")).toEqual(tasks.map(({ fails }) => fails));
      }),
    );
  });

  it("are idle only after work that other work gave", async () => {
    const lanes = new Lanes();
    const done: string[] = [];
    void lanes.run("a", async () => {
      await Promise.resolve();
      void lanes.run("b", async () => void done.push("b"));
      void lanes.run("a", async () => void done.push("a"));
    });
    await lanes.idle();
    expect(done.sort()).toEqual(["a", "b"]);
  });
});
