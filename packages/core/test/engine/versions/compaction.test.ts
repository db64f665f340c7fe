import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign, setup } from "xstate";
import { packRuns, unpackRuns } from "../../../src/engine/archives/archive.ts";
import { dictionary1 } from "../../../src/engine/archives/archive-dictionary.ts";
import { defineFlow } from "../../../src/index.ts";
import { captureRun, memoryStore, sampleRow, virtualEngine, type VirtualEngine } from "../../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../../fixtures/visit-reminder.ts";
import { listeningLogger, openEngine } from "../support/open-engine.ts";

const day = 24 * 3_600_000;

const counter = defineFlow({
  id: "counter",
  version: 1,
  machine: setup({ types: { context: {} as { ticks: number } } }).createMachine({
    context: { ticks: 0 },
    initial: "counting",
    states: {
      counting: { on: { tick: { actions: assign({ ticks: ({ context }) => context.ticks + 1 }) }, finish: "over" } },
      over: { type: "final" },
    },
    output: ({ context }) => ({ outcome: "done", ticks: context.ticks }),
  }),
  outcomes: ["done"],
});

const flows = [visitReminder, counter];

async function open(from?: VirtualEngine): Promise<VirtualEngine> {
  const taken = from && { store: memoryStore({ takeOver: from.store as never }), clock: from.clock, crm: from.crm };
  return virtualEngine({ flows, rules: [visitRules], ...taken });
}

/** A call that ends with yes and, unless told otherwise, has a transcript. */
async function finishedCall(world: VirtualEngine, deal = "42", hasTranscript = true): Promise<string> {
  const subject = world.crm.addDeal(deal);
  const call = await world.account.call(visitReminder, { input: anna, subject, idempotencyKey: deal });
  const run = `${call.id}:1`;
  await world.clock.settle();
  await world.voice.answers(run);
  await world.voice.leaves(run, "ask", "answer:yes");
  await world.voice.leaves(run, "thank", "said");
  await world.clock.advance(5_000);
  if (hasTranscript) await world.voice.sendsRecording(run, [{ speaker: "client", text: "да", atMs: 0 } as never]);
  await world.clock.advance(5_000);
  return call.id;
}

/** Everything that can be read about a call. */
async function readAll(world: VirtualEngine, job: string): Promise<unknown> {
  const call = await world.account.findCall(job);
  const names = ["1", "1:log", "end"].map((name) => `${job}:${name}`);
  return {
    result: await call?.result(),
    runs: await Promise.all(names.map((run) => world.account.run(run))),
    journals: await Promise.all(names.map((run) => world.account.journal(run))),
    transcript: await world.account.transcript(`${job}:1`),
    captured: await captureRun(world.account, `${job}:1`, visitReminder),
  };
}

const rowsIn = async (world: VirtualEngine) =>
  Promise.all(
    (["runs", "journal", "effects", "attempts"] as const).map(
      async (table) => (await world.store.find(table, {})).length,
    ),
  );

describe("a call that is over for a day", () => {
  it("is put away into one row and reads as before, also after a restart", async () => {
    const world = await open();
    const job = await finishedCall(world);
    const before = await readAll(world, job);
    await world.clock.advance(day);
    const report = await world.engine.compact();
    expect(report).toMatchObject({ lanes: 1, runs: 3, left: 0 });
    expect(await rowsIn(world)).toEqual([0, 0, 0, 0]);
    const archives = await world.store.find("archives", {});
    expect(archives.map(({ id, data }) => [id, data.slice(0, 2), data.length < 1_700])).toEqual([[job, "1.", true]]);
    expect(await readAll(world, job)).toEqual(before);
    await world.close();
    const next = await open(world);
    expect(await readAll(next, job)).toEqual(before);
    await next.close();
  });

  it("stays as it is while it takes late facts", async () => {
    const world = await open();
    await finishedCall(world);
    await world.clock.advance(day - 20_000);
    expect(await world.engine.compact()).toMatchObject({ lanes: 0 });
    expect((await rowsIn(world))[0]).toBe(3);
    await world.close();
  });

  it("keeps nothing of a transcript that comes later", async () => {
    const world = await open();
    const job = await finishedCall(world, "42", false);
    await world.clock.advance(day);
    const before = await readAll(world, job);
    await world.voice.sendsRecording(`${job}:1`, [{ speaker: "client", text: "меня зовут Анна", atMs: 0 } as never]);
    expect(await world.store.find("blobs", {})).toEqual([]);
    expect(await readAll(world, job)).toEqual(before);
    await world.close();
  });

  it("stays whole while one of its runs waits for a person or its job goes on", async () => {
    const world = await open();
    const subject = world.crm.addDeal("7");
    const call = await world.account.call(visitReminder, { input: anna, subject });
    await world.clock.settle();
    world.crm.down = true;
    await world.voice.answers(`${call.id}:1`);
    await world.voice.leaves(`${call.id}:1`, "ask", "answer:yes");
    await world.voice.leaves(`${call.id}:1`, "thank", "said");
    await world.clock.advance(3 * day);
    expect((await world.account.run(`${call.id}:end`)).status).toBe("parked");
    expect(await world.engine.compact()).toMatchObject({ lanes: 0, left: 1 });
    await world.close();
  });

  it("answers late reports, events and operators as a run that is over, and is never begun again", async () => {
    const world = await open();
    const job = await finishedCall(world);
    const options = { input: null, idempotencyKey: "once" };
    const run = await world.account.start(counter, options);
    await run.send({ type: "finish" });
    await world.clock.advance(day);
    expect(await world.engine.compact()).toMatchObject({ lanes: 2 });
    expect(await world.voice.doesNotConnect(`${job}:1`)).toBe("applied");
    expect(await run.send({ type: "tick" })).toBe("over");
    expect(await run.result()).toMatchObject({ status: "ended", outcome: "done" });
    expect((await world.account.start(counter, options)).id).toBe(run.id);
    await expect(world.account.start(counter, { ...options, input: 7 })).rejects.toMatchObject({
      code: "IDEMPOTENCY_KEY_REUSED",
    });
    await expect(world.account.retry(run.id)).rejects.toMatchObject({ code: "RUN_NOT_PARKED_AT_EFFECT" });
    expect(
      (
        await world.account.call(visitReminder, {
          input: anna,
          subject: { type: "deal", id: "42" },
          idempotencyKey: "42",
        })
      ).id,
    ).toBe(job);
    expect(await rowsIn(world)).toEqual([0, 0, 0, 0]);
    await expect(world.engine.account("other").run(`${job}:1`)).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
    await world.close();
  });

  it("that cannot be read keeps none of the others", async () => {
    const logger = listeningLogger();
    const { engine, store, clock, ...world } = await openEngine({ logger, flows: [counter] });
    for (const id of ["a", "b", "c"]) {
      await world.start(id, "counter");
      await world.send(id, { type: "finish" });
      await clock.advance(1_000);
    }
    await store.commit([
      [{ op: "put", table: "archives", row: { id: "b", account: "a", closedAt: 0, data: "1.AAAA" } }],
    ]);
    await clock.advance(day);
    expect(await engine.compact()).toMatchObject({ lanes: 2, left: 1 });
    expect(logger.lines).toMatchObject([{ level: "error", code: "STORE_DAMAGED" }]);
    await engine.close();
  });

  it("is put away by itself, at the next end of a run", async () => {
    const world = await open();
    const first = await finishedCall(world, "1");
    await world.clock.advance(2 * day);
    await finishedCall(world, "2");
    await world.clock.settle();
    expect((await world.store.find("archives", {})).map(({ id }) => id)).toEqual([first]);
    await world.close();
  });
});

describe("an archive", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 20 });
  const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<never>;
  const archived = fc.array(
    fc.record({ name: text, events: fc.array(value, { maxLength: 5 }), inputs: fc.array(value, { maxLength: 3 }) }),
    { minLength: 1, maxLength: 4 },
  );

  it("gives back what was put in, to the letter", () => {
    fc.assert(
      fc.property(archived, (runs) => {
        const given = runs.map(({ name, events, inputs }, at) => {
          const id = `lane:${at}:${name}`;
          return {
            run: sampleRow("runs", { id, account: "a", lane: "lane", seq: events.length }),
            journal: events.map((event, index) =>
              sampleRow("journal", {
                id: `${id}:${String(index + 1).padStart(8, "0")}`,
                run: id,
                seq: index + 1,
                event,
              }),
            ),
            effects: inputs.map((input, index) =>
              sampleRow("effects", { id: `${id}:${index}:0`, run: id, account: "a", input }),
            ),
            attempt: at === 0 ? sampleRow("attempts", { id, account: "a" }) : null,
          };
        });
        const row = { id: "lane", account: "a", closedAt: 0, data: packRuns(given, { id: "lane", account: "a" }) };
        expect(unpackRuns(row, "test")).toEqual(JSON.parse(JSON.stringify(given)));
      }),
    );
  });

  it("that is damaged or of a later format is refused by name", () => {
    const row = { id: "lane", account: "a", closedAt: 0 };
    for (const data of ["1.AAAA", "2.AAAA", ""]) {
      expect(() => unpackRuns({ ...row, data }, "test")).toThrow(
        expect.objectContaining({
          code: "STORE_DAMAGED",
          message: expect.stringContaining('"lane"') as string,
        }) as Error,
      );
    }
  });

  it("that is damaged is not quoted", () => {
    const text = '[{"phone":"+79161234567","name":"Anna"Petrova}]';
    const data = `2.${deflateRawSync(text, { dictionary: Buffer.from(dictionary1) }).toString("base64")}`;
    const read = () => unpackRuns({ id: "lane", account: "a", data }, "test");
    expect(read).toThrow("its text is no JSON");
    expect(read).toThrow(expect.not.objectContaining({ cause: expect.anything() as unknown }) as Error);
  });

  it("is read with the dictionary that it was written with", () => {
    expect(createHash("sha256").update(dictionary1).digest("hex").slice(0, 16)).toBe("b4441a72102e9cc3");
  });
});
