import { describe, expect, it } from "vitest";
import { createMachine } from "xstate";
import { z } from "zod";
import { defineFlow, defineReaction, type ReactionDefinition, type ReactionFacts } from "../../src/index.ts";
import type { RunRow, StorePort, WriteBatch } from "../../src/ports/index.ts";
import {
  memoryStore,
  virtualEngine,
  type VirtualEngine,
  type VirtualEngineSettings,
  storeOver,
} from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const hour = 3_600_000;

/** What follows in these tests: waits for `finish`. */
const copilot = defineFlow<{ call: string; outcome: string | null }, "done">({
  id: "copilot",
  version: 1,
  machine: createMachine({
    initial: "open",
    states: { open: { on: { finish: "over" } }, over: { type: "final" } },
    output: { outcome: "done" },
  }),
  input: z.object({ call: z.string(), outcome: z.string().nullable() }),
  outcomes: ["done"],
});

/** A hand-written flow that ends when it is told to. */
const order = defineFlow<unknown, "paid">({
  id: "order",
  version: 1,
  machine: createMachine({
    initial: "open",
    states: { open: { on: { "order.paid": "over" } }, over: { type: "final" } },
    output: { outcome: "paid" },
  }),
  outcomes: ["paid"],
});

type VisitFacts = ReactionFacts<"yes" | "no" | "noAnswer" | "unclear">;

const reactTo = (on: ReactionDefinition["on"], id = "copilot", input = callOf) =>
  defineReaction({ id, on, of: visitReminder, start: copilot, input });

function callOf({ run }: VisitFacts): { call: string; outcome: string | null } {
  return { call: run.id, outcome: run.outcome };
}

async function world(reactions: readonly ReactionDefinition[], settings: Partial<VirtualEngineSettings> = {}) {
  const flows = [visitReminder, copilot, order];
  const made = await virtualEngine({ flows, rules: [visitRules], reactions, ...settings });
  const subject = made.crm.addDeal("42");
  const call = await made.account.call(visitReminder, { input: anna, subject, idempotencyKey: "k" });
  await made.clock.settle();
  return { ...made, job: call.id, run: `${call.id}:1`, made };
}

async function saysYes({ voice, clock }: VirtualEngine, run: string): Promise<void> {
  await voice.answers(run);
  await voice.leaves(run, "ask", "answer:yes");
  await voice.leaves(run, "thank", "said");
  await clock.advance(2_000);
}

const transcript = [{ speaker: "client" as const, text: "да", atMs: 0, untilMs: 500 }];

const sendRecording = ({ voice, clock }: VirtualEngine, run: string, key: string, durationMs: number) =>
  voice.report(run, key, {
    type: "recording.ready",
    url: "http://127.0.0.1/recording.wav",
    mediaType: "audio/wav",
    durationMs,
    transcriptBlob: null,
    at: clock.now(),
  });

/** The follow-ups of a run, with what they started with. */
async function followUps({ store, account }: VirtualEngine, run: string) {
  const runs = (await store.find("runs", {})).filter(({ id }) => id.startsWith(`${run}:on:`));
  return Promise.all(
    runs.map(async ({ id, flow, status }) => {
      const [first] = await account.journal(id);
      return { id, flow, status, input: (first?.event as { input?: unknown }).input };
    }),
  );
}

describe("a reaction", () => {
  it("on a recording starts when the call is over and the recording is there, whichever comes first", async () => {
    for (const early of [true, false]) {
      const { made, run, close } = await world([reactTo("recording")]);
      if (early) await sendRecording(made, run, "r", 4_000);
      expect(await followUps(made, run)).toEqual([]);
      await saysYes(made, run);
      if (!early) await sendRecording(made, run, "r", 4_000);
      expect(await followUps(made, run)).toEqual([
        { id: `${run}:on:copilot`, flow: "copilot", status: "running", input: { call: run, outcome: "yes" } },
      ]);
      await sendRecording(made, run, "again", 9_000);
      expect(await followUps(made, run)).toHaveLength(1);
      await close();
    }
  });

  it("on a transcript starts with the transcript, on the end with the end", async () => {
    const { made, run, voice } = await world([reactTo("transcript", "read"), reactTo("ended", "end")]);
    await saysYes(made, run);
    expect((await followUps(made, run)).map(({ id }) => id)).toEqual([`${run}:on:end`]);
    await voice.sendsRecording(run, transcript);
    expect((await followUps(made, run)).map(({ id }) => id)).toEqual([`${run}:on:end`, `${run}:on:read`]);
    await made.close();
  });

  it("starts in the transaction of what it follows from, in the account and the job of the run", async () => {
    const batches: WriteBatch[] = [];
    const store = listening(memoryStore(), batches);
    const { made, run, job } = await world([reactTo("recording")], { store });
    await saysYes(made, run);
    await sendRecording(made, run, "r", 4_000);
    const [batch] = batches.filter((each) => each.some((write) => idOf(write) === `${run}:on:copilot`));
    expect(batch?.map(idOf)).toContain(run);
    expect(await made.account.run(`${run}:on:copilot`)).toMatchObject({
      account: "test",
      job,
      lane: job,
      parent: null,
    });
    const stranger = made.engine.account("stranger");
    await expect(stranger.run(`${run}:on:copilot`)).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
    await made.close();
  });

  it("gets copies, without the secret of the CRM's request", async () => {
    let seen: ReactionFacts | undefined;
    const spying = (facts: VisitFacts) => {
      seen = structuredClone(facts);
      Object.assign(facts.run, { account: "stolen", snapshot: "", open: null });
      Object.assign(facts.facts, { recording: null });
      return { call: facts.run.id, outcome: null };
    };
    const made = await virtualEngine({
      flows: [visitReminder, copilot],
      reactions: [reactTo("recording", "spy", spying)],
    });
    const properties = { input_name: "Анна", input_time: "15:00" };
    made.crm.addDeal("42");
    const request = { robot: "visit-reminder", subject: { type: "deal" as const, id: "42" }, token: "secret-1" };
    await made.request({ ...request, properties });
    await made.clock.settle();
    const run = made.voice.launches[0]?.run ?? "";
    await saysYes(made, run);
    await sendRecording(made, run, "r", 4_000);
    expect(seen).toMatchObject({
      run: { id: run, outcome: "yes" },
      facts: { recording: { durationMs: 4_000 } },
      job: { robot: "visit-reminder", subject: { id: "42" }, attempts: 1 },
    });
    expect(JSON.stringify(seen)).not.toContain("secret-1");
    expect(await made.account.run(run)).toMatchObject({ account: "test", facts: { recording: { durationMs: 4_000 } } });
    await made.close();
  });

  it("follows runs of hand-written flows too, and no run of another flow or of one that was cancelled", async () => {
    const reaction = defineReaction({
      id: "paid",
      on: "ended",
      of: order,
      start: copilot,
      input: ({ run, job }) => ({ call: `${run.id} ${String(job)}`, outcome: run.outcome }),
    });
    const { made, account, run, store } = await world([reaction]);
    await saysYes(made, run);
    expect(await followUps(made, run)).toEqual([]);
    const paid = await account.start(order, { input: null });
    const cancelled = await account.start(order, { input: null });
    await cancelled.cancel("no");
    await paid.send({ type: "order.paid" });
    expect(await followUps(made, paid.id)).toMatchObject([{ input: { call: `${paid.id} null`, outcome: "paid" } }]);
    expect(await store.read("runs", `${cancelled.id}:on:paid`)).toBeUndefined();
    await made.close();
  });

  it("that leads in a circle ends at the eighth follow-up, for a person to see", async () => {
    const again = defineReaction({ id: "again", on: "ended", of: order, start: order, input: () => null });
    const { made, account, store } = await world([again]);
    const first = await account.start(order, { input: null });
    let id = first.id;
    for (let count = 0; count < 9; count += 1) {
      await (await account.findRun(id)).send({ type: "order.paid" });
      id += ":on:again";
    }
    expect(await account.run(id)).toMatchObject({ status: "failed", parked: { code: "REACTION_FAILED" } });
    expect((await account.run(id)).parked?.message).toContain("deeper than 8");
    expect(await store.read("runs", `${id}:on:again`)).toBeUndefined();
    await made.close();
  });
});

describe("a revision", () => {
  it("starts a run each time a late report changes the facts, and never for a repetition", async () => {
    const { made, run, clock } = await world([reactTo("revised")]);
    await sendRecording(made, run, "early", 1_000);
    await saysYes(made, run);
    expect(await followUps(made, run)).toEqual([]);
    const ids: string[] = [];
    for (const [key, durationMs] of [
      ["one", 4_000],
      ["one", 4_000],
      ["the same under another key", 4_000],
      ["two", 9_000],
      ["shorter, so nothing new", 2_000],
    ] as const) {
      await sendRecording(made, run, key, durationMs);
      const found = (await followUps(made, run)).map(({ id }) => id).filter((id) => !ids.includes(id));
      ids.push(...found);
    }
    const seqs = ids.map((id) => Number(id.split(":").at(-1)));
    expect(ids).toEqual(seqs.map((seq) => `${run}:on:copilot:${seq}`));
    const { seq } = await made.account.run(run);
    expect(seqs).toEqual([seq - 3, seq - 1]);
    expect((await made.account.run(run)).outcome).toBe("yes");
    await clock.advance(25 * hour);
    await sendRecording(made, run, "too late", 60_000);
    expect(await followUps(made, run)).toHaveLength(2);
    await made.close();
  });

  it("is found by the next process too", async () => {
    const store = memoryStore();
    const { made, run, clock, crm, voice } = await world([reactTo("revised")], { store });
    await saysYes(made, run);
    await made.close();
    const flows = [visitReminder, copilot, order];
    const next = await virtualEngine({
      flows,
      reactions: [reactTo("revised")],
      store: memoryStore({ takeOver: store }),
      clock,
      crm,
      voice,
    });
    await sendRecording(next, run, "late", 4_000);
    expect(await followUps(next, run)).toMatchObject([{ flow: "copilot", input: { call: run, outcome: "yes" } }]);
    await next.close();
  });
});

describe("an input function", () => {
  it.each([
    ["throws", () => failWith("cannot read +79161234567"), "Error at reactions.test.ts:"],
    ["gives what the flow does not take", () => ({ call: 7 }), "call:"],
    ["gives nothing", () => undefined, "input:"],
    ["gives a promise", () => Promise.reject(new Error("later")), "gave a promise"],
    ["gives too much", () => ({ call: "x".repeat(70_000), outcome: null }), "more than 65536"],
  ])("that %s disturbs neither the run nor the job", async (_, broken, reason) => {
    const input = broken as unknown as typeof callOf;
    const { made, run, job, crm, account } = await world([reactTo("ended", "broken", input), reactTo("ended", "fine")]);
    await saysYes(made, run);
    await made.clock.runAll(made.clock.now() + hour);
    expect(await account.run(run)).toMatchObject({ status: "ended", outcome: "yes" });
    expect((await (await account.findCall(job))?.result())?.status).toBe("ended");
    expect(crm.triggersFired).toHaveLength(1);
    expect(await account.run(`${run}:on:fine`)).toMatchObject({ status: "running" });
    const failed = await account.run(`${run}:on:broken`);
    expect(failed).toMatchObject({ status: "failed", flow: "copilot", account: "test", parked: { effect: null } });
    expect(failed.parked?.code).toBe("REACTION_FAILED");
    expect(failed.parked?.message).toContain(reason);
    expect((await account.parked()).map(({ id }) => id)).toContain(failed.id);
    await made.close();
  });

  it("is evaluated again by retry, with what is known by then", async () => {
    let healthy = false;
    const input: typeof callOf = (facts) => (healthy ? callOf(facts) : failWith("not yet"));
    const { made, run, account, engine } = await world([reactTo("ended", "copilot", input)]);
    const told: string[] = [];
    engine.on("run:parked", ({ run: { id }, code }) => told.push(`${code} ${id}`));
    await saysYes(made, run);
    const id = `${run}:on:copilot`;
    expect(told).toEqual([`REACTION_FAILED ${id}`]);
    await account.retry(id);
    expect(await account.run(id)).toMatchObject({ status: "failed", seq: 2 });
    healthy = true;
    await account.retry(id);
    expect(await account.run(id)).toMatchObject({ status: "running", parked: null, seq: 3 });
    expect((await account.journal(id)).map(({ event }) => (event as { type: string }).type)).toEqual([
      "reaction.failed",
      "reaction.failed",
      "init",
    ]);
    await (await account.findRun(id)).send({ type: "finish" });
    expect(await account.run(id)).toMatchObject({ status: "ended", outcome: "done" });
    await expect(account.retry(id)).rejects.toMatchObject({ code: "RUN_NOT_PARKED_AT_EFFECT" });
    await made.close();
  });

  it("whose reaction is gone stays for a person, by name", async () => {
    const store = memoryStore();
    const broken = reactTo("ended", "copilot", () => failWith("never"));
    const { made, run, clock } = await world([broken], { store });
    await saysYes(made, run);
    await made.close();
    const next = await virtualEngine({
      flows: [visitReminder, copilot],
      reactions: [reactTo("ended", "another")],
      store: memoryStore({ takeOver: store }),
      clock,
    });
    const again = next.account.retry(`${run}:on:copilot`);
    await expect(again).rejects.toMatchObject({ code: "REACTION_FAILED", details: { reaction: "copilot", run } });
    const row: RunRow = await next.account.run(`${run}:on:copilot`);
    expect(row).toMatchObject({ status: "failed", seq: 1 });
    await next.close();
  });
});

describe("registration", () => {
  it("refuses reactions about flows that are not there, and an id twice", async () => {
    const elsewhere = defineFlow({ id: "elsewhere", version: 1, machine: createMachine({}) });
    const reactions = [
      defineReaction({
        id: "a",
        on: "ended",
        of: elsewhere,
        start: copilot,
        input: ({ run }) => ({ call: run.id, outcome: null }),
      }),
      defineReaction({ id: "a", on: "ended", of: visitReminder, start: elsewhere, input: () => null }),
    ];
    await expect(virtualEngine({ flows: [visitReminder, copilot], reactions })).rejects.toMatchObject({
      code: "ENGINE_SETTINGS_INVALID",
      details: {
        problems: [
          'reactions: "a" follows "elsewhere", which is not among the flows',
          'reactions: "a" is given twice; give each reaction an id of its own',
          'reactions: "a" starts "elsewhere" version 1, which is not among the flows',
        ],
      },
    });
  });

  it("collects the mistakes of a definition", () => {
    const wrong = { id: "no:colon", on: "sometimes", of: "order", start: visitReminder, inputs: 1 };
    expect(() => defineReaction(wrong as never)).toThrow(
      expect.objectContaining({
        code: "DEFINE_INVALID",
        details: {
          id: "no:colon",
          mistakes: ["inputs", "id", "on", "of", "start", "input"].map(
            (path) => expect.objectContaining({ path }) as unknown,
          ),
        },
      }),
    );
  });
});

function failWith(message: string): never {
  throw new Error(message);
}

function idOf(write: WriteBatch[number]): string {
  return write.op === "delete" ? write.id : write.row.id;
}

/** A store that also notes what is written together. */
function listening(store: StorePort, batches: WriteBatch[]): StorePort {
  return storeOver(store, {
    commit(given) {
      batches.push(...given);
      return store.commit(given);
    },
  });
}
