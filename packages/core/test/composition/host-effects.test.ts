import { describe, expect, it } from "vitest";
import { assign, setup } from "xstate";
import { z } from "zod";
import { type CallwrightError, createEngine, defineEffect, defineFlow, effect, isErrorOf } from "../../src/index.ts";
import type { EffectDefinition } from "../../src/define/index.ts";
import { createVirtualClock, memoryStore, virtualEngine } from "../../src/testing/index.ts";
import { visitReminder } from "../fixtures/visit-reminder.ts";

const minute = 60_000;

const reserve = (answer: () => { number: string } | { fails: string; retry?: "after" }, undone: unknown[] = []) =>
  defineEffect({
    type: "rooms.reserve",
    input: z.object({ room: z.string() }),
    output: z.object({ number: z.string() }),
    error: z.object({ reason: z.enum(["taken", "closed"]) }),
    repeat: "idempotent",
    retryDelaysMs: [minute],
    vendor: "hotel",
    cost: ({ room }) => room.length,
    perform: async (_, { fail }) => {
      const given = answer();
      if (!("fails" in given)) return given;
      throw fail({ reason: given.fails as "taken" }, given.retry ? { retry: given.retry } : {});
    },
    compensate: async (done) => void undone.push(done),
  });

type Reserve = ReturnType<typeof reserve>;

function booking(reserveRoom: Reserve) {
  const machine = setup({
    types: {
      context: {} as { room: string; why: string },
      input: {} as { room: string },
      output: {} as { outcome: "booked" | "refused"; why: string },
    },
    actors: { "rooms.reserve": effect<{ room: string }, { number: string }>() },
  }).createMachine({
    context: ({ input }) => ({ room: input.room, why: "" }),
    initial: "reserving",
    states: {
      reserving: {
        invoke: {
          src: "rooms.reserve",
          id: "reserve",
          input: ({ context }) => ({ room: context.room }),
          onDone: "staying",
          onError: [
            {
              guard: ({ event }) => isErrorOf(reserveRoom, event.error) && event.error.data.reason === "taken",
              target: "over",
              actions: assign({ why: "somebody else has it" }),
            },
            {
              target: "over",
              actions: assign({ why: ({ event }) => (event.error as { readonly code: string }).code }),
            },
          ],
        },
      },
      staying: { after: { 86_400_000: "over" } },
      over: { type: "final" },
    },
    output: ({ context }) => ({ outcome: context.why === "" ? "booked" : "refused", why: context.why }),
  });
  return defineFlow({
    id: "booking",
    version: 1,
    machine,
    input: z.object({ room: z.string() }),
    outcomes: ["booked", "refused"],
    effects: ["rooms.reserve"],
  });
}

describe("an error that an effect declares", () => {
  it("reaches the flow with its data, and is final", async () => {
    let tries = 0;
    const room = reserve(() => ({ fails: ["taken", "closed"][tries++] ?? "" }));
    const flow = booking(room);
    await using made = await virtualEngine({ flows: [flow], effects: [room] });
    const run = await made.account.start(flow, { input: { room: "7" } });
    await made.clock.settle();
    expect(await run.result()).toMatchObject({ outcome: "refused", output: { why: "somebody else has it" } });
    const second = await made.account.start(flow, { input: { room: "7" } });
    await made.clock.settle();
    expect(await second.result()).toMatchObject({ output: { why: "EFFECT_REFUSED" } });
    expect(tries).toBe(2);
  });

  it("is tried again when it says so, and keeps its data out of the effect's row", async () => {
    const room = reserve(() => ({ fails: "closed", retry: "after" }));
    const flow = booking(room);
    await using made = await virtualEngine({ flows: [flow], effects: [room] });
    const run = await made.account.start(flow, { input: { room: "7" } });
    await made.clock.settle();
    const [row] = await made.store.find("effects", { where: { run: run.id } });
    expect(row).toMatchObject({ state: "pending", tries: 1, error: { code: "EFFECT_NOT_NOW" } });
    expect(JSON.stringify(row)).not.toContain("closed");
    await made.clock.advance(minute);
    expect(await run.result()).toMatchObject({ output: { why: "EFFECT_NOT_NOW" } });
  });

  it("must fit its schema", async () => {
    const room = reserve(() => ({ fails: "haunted" }));
    const flow = booking(room);
    await using made = await virtualEngine({ flows: [flow], effects: [room] });
    const run = await made.account.start(flow, { input: { room: "7" } });
    await made.clock.advance(minute);
    expect(await run.result()).toMatchObject({ output: { why: "EFFECT_FAILED" } });
  });
});

describe("the budget of an account", () => {
  const room = reserve(() => ({ number: "1" }));
  const flow = booking(room);
  const world = () => virtualEngine({ flows: [flow], effects: [room], timeZone: "Europe/Warsaw" });

  it("is set, told, used up and taken away", async () => {
    await using made = await world();
    const { account, clock } = made;
    expect(await account.budget()).toBeUndefined();
    await account.setBudget({ limit: 5, period: "month" });
    const start = async () => {
      const run = await account.start(flow, { input: { room: "777" } });
      await clock.settle();
      return run;
    };
    await start();
    expect(await account.budget()).toEqual({
      limit: 5,
      period: "month",
      spent: 3,
      startsAt: Date.parse("2026-03-01T00:00+01:00"),
      endsAt: Date.parse("2026-04-01T00:00+02:00"),
    });
    expect(await (await start()).result()).toMatchObject({ outcome: "refused", output: { why: "BUDGET_EXHAUSTED" } });
    await account.setBudget(null);
    expect((await (await start()).status()).status).toBe("running");
  });

  it("is refused when it is none", async () => {
    await using made = await world();
    for (const wrong of [{ limit: -1, period: "day" }, { limit: 1, period: "week" }, { limit: 1 }]) {
      await expect(made.account.setBudget(wrong as never)).rejects.toMatchObject({ code: "INPUT_INVALID" });
    }
    await expect(made.engine.account("stranger").setBudget(null)).rejects.toMatchObject({ code: "ACCOUNT_UNKNOWN" });
  });
});

describe("what effects of the library cost", () => {
  it("is charged too: a launch over the budget parks its call, and dials once there is money again", async () => {
    await using made = await virtualEngine({ flows: [visitReminder], costs: { "voice.launch": 3 } });
    const { account, clock, voice } = made;
    await account.setBudget({ limit: 5, period: "day" });
    const call = (phone: string) => account.call(visitReminder, { input: { name: "Анна", time: "15:00" }, phone });
    const first = await call("+79161234567");
    await clock.settle();
    const second = await call("+79161234568");
    await clock.settle();
    expect(voice.launches.map(({ run }) => run)).toEqual([`${first.id}:1`]);
    expect(await second.result()).toMatchObject({ status: "parked", error: { code: "BUDGET_EXHAUSTED" } });
    await account.setBudget({ limit: 6, period: "day" });
    await account.retry(`${second.id}:1`);
    await clock.settle();
    expect(voice.launches.map(({ run }) => run)).toEqual([`${first.id}:1`, `${second.id}:1`]);
    expect((await account.budget())?.spent).toBe(6);
  });

  it("is refused when it is no number from 0, or of an effect that does not exist", async () => {
    for (const costs of [{ "voice.launch": -1 }, { "voice.lunch": 1 }]) {
      const made = virtualEngine({ flows: [], costs });
      await expect(made).rejects.toMatchObject({
        code: "ENGINE_SETTINGS_INVALID",
        message: expect.stringContaining("costs") as string,
      });
    }
  });
});

describe("cancelling a run", () => {
  it("undoes what it reserved", async () => {
    const undone: unknown[] = [];
    const room = reserve(() => ({ number: "1" }), undone);
    const flow = booking(room);
    await using made = await virtualEngine({ flows: [flow], effects: [room] });
    const run = await made.account.start(flow, { input: { room: "7" } });
    await made.clock.settle();
    await run.cancel("not coming");
    await made.clock.settle();
    expect(undone).toEqual([{ input: { room: "7" }, output: { number: "1" }, key: `${run.id}:1:0` }]);
  });
});

describe("what an effect needs", () => {
  const needing = (capability: NonNullable<EffectDefinition["capability"]>): EffectDefinition =>
    defineEffect({
      type: "own.look",
      input: z.object({}),
      output: z.object({}),
      repeat: "idempotent",
      capability,
      perform: async () => ({}),
    });

  it("is offered by an adapter, or the engine is refused", async () => {
    for (const capability of ["crm", "crm.triggers", "callLog", "voice", "voice.hosted", "voice.lookup"] as const) {
      await using made = await virtualEngine({ flows: [], effects: [needing(capability)] });
      await made.engine.ready();
    }
    for (const capability of ["voice.lookup", "voice.recordingPush", "voice.live"] as const) {
      const settings = { flows: [], effects: [needing(capability)], lookup: false, recordingPush: false };
      await expect(virtualEngine(settings)).rejects.toMatchObject({
        code: "CAPABILITY_MISSING",
        details: { effect: "own.look", capability, adapter: "fake" },
      });
    }
  });

  it("is named when no adapter gives its port at all", () => {
    const settings = { publicUrl: "http://127.0.0.1", adapters: [], flows: [], clock: createVirtualClock() };
    const make = () => createEngine({ ...settings, store: memoryStore(), effects: [needing("crm.triggers")] });
    expect(make).toThrow(expect.objectContaining({ code: "CAPABILITY_MISSING" }));
    expect(make).toThrow('needs "crm.triggers", which no adapter gives');
  });
});

describe("limits and breakers of vendors", () => {
  it("are refused when they name nobody, or are none", async () => {
    const room = reserve(() => ({ number: "1" }));
    const problemsOf = async (limits: object, breaker?: object) => {
      try {
        await using made = await virtualEngine({
          flows: [],
          effects: [room],
          limits: limits as never,
          ...(breaker && { breaker }),
        });
        await made.engine.ready();
        return [];
      } catch (error) {
        return (error as CallwrightError<"ENGINE_SETTINGS_INVALID">).details.problems;
      }
    };
    expect(await problemsOf({ fake: { concurrent: 2 }, hotel: { concurrent: 1 } })).toEqual([]);
    expect(await problemsOf({ hotle: { concurrent: 1 } })).toEqual([
      'limits: "hotle" is no adapter and no vendor of an effect; did you mean "hotel"?',
    ]);
    expect(await problemsOf({ fake: { concurrent: 0 } })).toMatchObject([
      expect.stringContaining("limits.fake.concurrent"),
    ]);
    expect(await problemsOf({}, { failures: 0 })).toMatchObject([expect.stringContaining("breaker.failures")]);
  });

  it("hold for the effects of the library under the names of the adapters", async () => {
    await using made = await virtualEngine({
      flows: [visitReminder],
      breaker: { failures: 2, tryAfterMs: 10 * minute },
      limits: { fake: { concurrent: 1 } },
    });
    const told: string[] = [];
    made.engine.on("breaker:opened", ({ vendor, account, tryAt }) =>
      told.push(`${vendor} ${account} opened for ${tryAt - made.clock.now()}`),
    );
    made.engine.on("breaker:closed", ({ vendor }) => told.push(`${vendor} closed`));
    made.voice.behaviour = "unreachable";
    const calls = [];
    for (const phone of ["+79161234567", "+79161234568", "+79161234569"])
      calls.push(await made.account.call(visitReminder, { input: { name: "Анна", time: "15:00" }, phone }));
    await made.clock.settle();
    expect(told).toEqual(["fake test opened for 600000"]);
    expect(made.voice.launches).toHaveLength(0);
    made.voice.behaviour = "accept";
    await made.clock.advance(10 * minute);
    expect(told).toEqual(["fake test opened for 600000", "fake closed"]);
    expect(made.voice.launches).toHaveLength(calls.length);
  });
});
