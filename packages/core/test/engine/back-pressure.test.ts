import { createMachine } from "xstate";
import { describe, expect, it } from "vitest";
import { isCallwrightError } from "../../src/errors/index.ts";
import { createEngine, defineFlow, type RunHandle } from "../../src/index.ts";
import type { Adapter, RunId } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore } from "../../src/testing/index.ts";

const machine = createMachine({
  context: { reports: 0 },
  initial: "live",
  states: { live: { on: { "dialog.left": {}, tick: {}, finish: "over" } }, over: { type: "final" } },
});
const listening = defineFlow({ id: "listening", version: 1, machine });

const vendor: Adapter = {
  name: "vendor",
  contract: 1,
  connect: ({ inbox }) => ({
    routes: [
      {
        method: "POST",
        path: "/report",
        maxBodyBytes: 1_000,
        async handle({ body }) {
          const { run, number } = JSON.parse(Buffer.from(body).toString()) as { run: RunId; number: number };
          const report = { type: "dialog.left" as const, node: "ask", exit: "noInput" as const, at: number };
          return Response.json({ taken: await inbox.reported({ run, dedupeKey: `${run}:${number}`, report }) });
        },
      },
    ],
    close: async () => undefined,
  }),
};

async function open(maxWaiting: number) {
  const store = memoryStore();
  const engine = createEngine({
    publicUrl: "https://calls.example.com",
    store,
    clock: createVirtualClock(),
    adapters: [vendor],
    flows: [listening],
    maxWaiting,
  });
  await engine.ready();
  await store.commit([
    [{ op: "put", table: "accounts", row: { id: "shop", createdAt: 0, timeZone: null, uninstalledAt: null } }],
  ]);
  return { engine, shop: engine.account("shop"), store };
}

async function startMany(shop: Awaited<ReturnType<typeof open>>["shop"], count: number): Promise<RunHandle[]> {
  const handles: RunHandle[] = [];
  for (let index = 0; index < count; index += 1) handles.push(await shop.start(listening, { input: null }));
  return handles;
}

describe("an engine that has too much to do", () => {
  it("refuses what is new with a code, and takes it when it is sent again", async () => {
    const { engine, shop } = await open(5);
    const runs = await startMany(shop, 20);
    const results = await Promise.allSettled(runs.map((run) => run.send({ type: "finish" })));
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(15);
    for (const error of refused) {
      expect(error).toMatchObject({ code: "ENGINE_BUSY", retry: "after", applied: "no", retryAfterMs: 1_000 });
      expect(isCallwrightError(error, "ENGINE_BUSY") && error.details).toEqual({ waiting: 5, limit: 5 });
    }
    for (const run of runs.slice(5)) expect(await run.send({ type: "finish" })).toBe("applied");
    for (const run of runs) expect(await run.result()).toMatchObject({ status: "ended" });
    await engine.close();
  });

  it("counts what waits for its lane, too, and loses nothing that it took", async () => {
    const { engine, shop, store } = await open(4);
    const [run] = (await startMany(shop, 1)) as [RunHandle];
    const sends = Array.from({ length: 9 }, () => run.send({ type: "tick" }));
    const results = await Promise.allSettled(sends);
    const taken = results.filter(({ status }) => status === "fulfilled").length;
    expect(taken).toBe(4);
    expect((await store.find("journal", { where: { run: run.id } })).length).toBe(1 + taken);
    await engine.close();
  });

  it("answers a vendor's report with 503 and when to send it again; then with 200", async () => {
    const { engine, shop } = await open(1);
    const [run] = (await startMany(shop, 1)) as [RunHandle];
    const report = (number: number) =>
      engine.fetch(
        new Request("https://calls.example.com/report", {
          method: "POST",
          body: JSON.stringify({ run: run.id, number }),
        }),
      );
    const answers = await Promise.all([report(1), report(2), report(3)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 503]);
    expect(answers[1].headers.get("retry-after")).toBe("1");
    expect(await answers[1].json()).toEqual({ error: "ENGINE_BUSY" });
    expect(await (await report(2)).json()).toEqual({ taken: "applied" });
    expect(await (await report(1)).json()).toEqual({ taken: "duplicate" });
    await engine.close();
  });
});
