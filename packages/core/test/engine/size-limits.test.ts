import { assign } from "xstate";
import { describe, expect, it } from "vitest";
import { flowOf, openEngine, work } from "./support/open-engine.ts";

const keep = assign({
  kept: ({ context, event }) => [...(context as { kept: string[] }).kept, (event as unknown as { text: string }).text],
});
const hoarder = flowOf("hoarder", 1, { context: { kept: [] }, on: { keep: { actions: keep } } });
const piece = "я".repeat(4_000);

describe("size limits", () => {
  it("park a run whose snapshot would grow beyond 64 kB, telling where; the snapshot before stays", async () => {
    const opened = await openEngine({ flows: [hoarder] });
    await opened.start("r", "hoarder");
    for (let count = 0; count < 8; count += 1) await opened.send("r", { type: "keep", text: piece });
    const before = await opened.run("r");
    expect(before?.status).toBe("running");
    await opened.send("r", { type: "keep", text: piece });
    const after = await opened.run("r");
    expect(after).toMatchObject({
      status: "parked",
      parked: { code: "SNAPSHOT_TOO_LARGE" },
      snapshot: before?.snapshot,
    });
    expect(after?.parked?.message).toContain("context.kept");
    expect(after?.parked?.message).not.toContain("яяя");
  });

  it("park a run whose effect brings more than 16 kB, telling where, and keep the large value out of the store", async () => {
    const result = { list: { rows: "x".repeat(20_000) }, count: 1 };
    const opened = await openEngine({ effect: work({ perform: async () => result }) });
    await opened.start("r", "work-flow");
    const run = await opened.run("r");
    expect(run?.parked).toMatchObject({ code: "RESULT_TOO_LARGE" });
    expect(run?.parked?.message).toContain("output.list.rows");
    expect(
      JSON.stringify([run, await opened.engine.journal("r"), await opened.store.find("effects", {})]),
    ).not.toContain("xxx");
    await opened.engine.byHand.cancel("r", "too large");
    expect((await opened.run("r"))?.status).toBe("cancelled");
  });

  it("let a person try such an effect again, or give it a smaller result", async () => {
    const results = ["x".repeat(20_000), "small"];
    const opened = await openEngine({ effect: work({ perform: async () => results.shift() ?? "x".repeat(20_000) }) });
    await opened.start("r", "work-flow");
    expect((await opened.run("r"))?.parked).toMatchObject({ code: "RESULT_TOO_LARGE", effect: "r:1:0" });
    expect(await opened.store.read("effects", "r:1:0")).toMatchObject({ state: "parked", endedBy: null });
    await opened.engine.byHand.retry("r");
    await opened.clock.settle();
    expect(await opened.run("r")).toMatchObject({ status: "running", parked: null, open: {} });
    await opened.start("s", "work-flow");
    await opened.engine.byHand.resolve("s", "smaller");
    expect(await opened.run("s")).toMatchObject({ status: "running", parked: null });
    expect(JSON.stringify(await opened.run("s"))).toContain("smaller");
    expect(await opened.store.read("effects", "s:1:0")).toMatchObject({ state: "done", endedBy: "person" });
  });

  it("refuse a run whose input is larger than a snapshot may be; nothing of it is written", async () => {
    const opened = await openEngine();
    await opened.start("small enough", "count-flow", { text: "x".repeat(60_000) });
    await expect(opened.start("r", "count-flow", { text: "x".repeat(70_000) })).rejects.toMatchObject({
      code: "SNAPSHOT_TOO_LARGE",
      details: { run: "r", limitBytes: 65_536, path: "input.text" },
    });
    expect(await opened.run("r")).toBeUndefined();
  });

  it("count bytes, not characters: 16 kB exactly is taken", async () => {
    const opened = await openEngine({ flows: [hoarder] });
    await opened.start("r", "hoarder");
    const frame = JSON.stringify({ type: "keep", text: "" }).length;
    await opened.send("r", { type: "keep", text: "я".repeat((16_384 - frame) / 2) });
    expect((await opened.run("r"))?.status).toBe("running");
    await opened.send("r", { type: "keep", text: "я".repeat((16_384 - frame) / 2 + 1) });
    expect((await opened.run("r"))?.parked?.code).toBe("RESULT_TOO_LARGE");
  });
});
