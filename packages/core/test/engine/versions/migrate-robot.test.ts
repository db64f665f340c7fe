import { describe, expect, it } from "vitest";
import { z } from "zod";
import { declareEffect, RunEngine } from "../../../src/engine/index.ts";
import { defineMigration, defineRobot, type RobotDefinition } from "../../../src/index.ts";
import { driveRobot, followRobot, toDriveTexts, unrollRobot } from "../../../src/machine/index.ts";
import { yesNo } from "../../../src/phrases/index.ts";
import {
  captureRun,
  createVirtualClock,
  memoryStore,
  recomputeRun,
  replay,
  toCapturedRun,
  virtualEngine,
} from "../../../src/testing/index.ts";
import { listeningLogger } from "../support/open-engine.ts";

const outcomes = {
  yes: { title: "Yes" },
  no: { title: "No" },
  noAnswer: { title: "No answer" },
  unclear: { title: "?" },
};

/** A robot that asks whether a client will come. */
const ask1 = defineRobot({
  id: "ask",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({ time: z.string() }),
  texts: { question: "Will you come at {time}?", again: "Yes or no?", bye: "Thank you." },
  outcomes,
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: { yes: { hear: yesNo.yes, next: "thank" }, no: { hear: yesNo.no, next: { end: "no" } } },
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    thank: { say: "bye", hungUp: "yes", next: { end: "yes" } },
  },
  unreached: "noAnswer",
  hungUp: "unclear",
});

/** The same steps with other words. */
const otherWords = defineRobot({
  id: "ask",
  version: 2,
  direction: "outbound",
  locale: "en",
  input: z.object({ time: z.string() }),
  texts: {
    question: "Hello! You are expected at {time}. Will you come?",
    again: "Please say yes or no.",
    bye: "Goodbye.",
  },
  outcomes,
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: { yes: { hear: yesNo.yes, next: "thank" }, no: { hear: yesNo.no, next: { end: "no" } } },
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    thank: { say: "bye", hungUp: "yes", next: { end: "yes" } },
  },
  unreached: "noAnswer",
  hungUp: "unclear",
});

/** Another name for the question, and one more step. */
const otherSteps = defineRobot({
  id: "ask",
  version: 3,
  direction: "outbound",
  locale: "en",
  input: z.object({ time: z.string() }),
  texts: {
    question: "Will you come at {time}?",
    again: "Yes or no?",
    park: "You can park in the yard.",
    bye: "Thank you.",
  },
  outcomes,
  start: "coming",
  steps: {
    coming: {
      ask: "question",
      answers: { yes: { hear: yesNo.yes, next: "parking" }, no: { hear: yesNo.no, next: { end: "no" } } },
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    parking: { say: "park", hungUp: "yes", next: "thank" },
    thank: { say: "bye", hungUp: "yes", next: { end: "yes" } },
  },
  unreached: "noAnswer",
  hungUp: "unclear",
});

async function liveCall(next: RobotDefinition) {
  const settings = {
    country: "GB",
    gate: { consent: "notRequired", window: { from: "00:00", to: "23:59" } },
  } as const;
  const old = await virtualEngine({ flows: [ask1], ...settings });
  const call = await old.account.call(ask1, { input: { time: "ten" }, phone: "+442079460001" });
  await old.clock.settle();
  await old.voice.answers(`${call.id}:1`);
  await old.close();
  const both = await virtualEngine({
    flows: [ask1, next],
    ...settings,
    store: memoryStore({ takeOver: old.store as never }),
    clock: old.clock,
    crm: old.crm,
  });
  return { world: both, run: `${call.id}:1`, id: call.id };
}

describe("a call whose dialog a vendor leads", () => {
  it("moves while it is live to a version with the same steps, and ends there", async () => {
    const { world, run, id } = await liveCall(otherWords);
    const report = await world.account.migrate(defineMigration({ from: ask1, to: otherWords }));
    expect(report).toMatchObject({ migrated: 1, refused: 0 });
    expect(await world.account.run(run)).toMatchObject({ version: 2, fingerprint: otherWords.fingerprint });
    await world.voice.leaves(run, "ask", "noMatch");
    await world.voice.leaves(run, "ask~m", "answer:yes");
    await world.voice.leaves(run, "thank", "said");
    await world.clock.advance(60_000);
    const result = await (await world.account.findCall(id))?.result();
    expect(result).toMatchObject({ status: "ended", outcome: "yes" });
    const captured = await captureRun(world.account, run, otherWords);
    expect(captured.trail.map((step) => ("node" in step ? step.node : step.type))).toEqual([
      "answered",
      "ask",
      "ask~m",
      "thank",
    ]);
    expect(await replay([captured], otherWords)).toMatchObject({ total: 1, same: 1 });
    const flows = [ask1, otherWords].map((robot) =>
      followRobot(robot, unrollRobot(robot.document, { locale: "en", keepBranches: false, inputConditionValues: {} })),
    );
    expect(recomputeRun(await world.account.journal(run), await world.account.run(run), flows).isSame).toBe(true);
    await world.close();
  });

  it("stays on its version when a step is another one: the vendor goes on with the old dialog", async () => {
    const { world, run, id } = await liveCall(otherSteps);
    const migration = defineMigration({ from: ask1, to: otherSteps, steps: { ask: "coming" } });
    const report = await world.account.migrate(migration);
    expect(report.runs).toMatchObject([{ run, result: "refused", code: "MIGRATION_REFUSED" }]);
    expect(String(report)).toContain(
      "the vendor leads the dialog of version 1 to its end, and the new version begins with another step",
    );
    await world.voice.leaves(run, "ask", "answer:no");
    await world.clock.advance(60_000);
    expect(await (await world.account.findCall(id))?.result()).toMatchObject({ outcome: "no" });
    expect((await world.account.run(run)).version).toBe(1);
    await world.close();
  });

  it("stays where one step leads elsewhere, which is named", async () => {
    const { document } = otherWords;
    const { ask, thank } = document.steps;
    const elsewhere = {
      ...otherWords,
      document: { ...document, steps: { ask, thank: { ...thank, next: { end: "no" } } } },
    } as unknown as RobotDefinition;
    const { world } = await liveCall(otherWords);
    const report = await world.account.migrate(defineMigration({ from: ask1, to: elsewhere }));
    expect(String(report)).toContain('step "thank" is not the same in the new version');
    await world.close();
  });
});

describe("a call whose dialog we lead", () => {
  it("goes on in the step of the new version, with its words and slots", async () => {
    const clock = createVirtualClock();
    const store = memoryStore();
    const turn = declareEffect({
      type: "voice.turn",
      input: z.unknown(),
      output: z.unknown(),
      timeoutMs: 1_000,
      repeat: "idempotent",
      retryDelaysMs: [],
      // The test plays the client.
      ready: async () => ({ ready: false, until: Number.MAX_SAFE_INTEGER, why: "the client talks" }),
      perform: async () => null,
    });
    const flows = [driveRobot(ask1), driveRobot(otherSteps)];
    const engine = new RunEngine({
      store,
      clock,
      logger: listeningLogger(),
      flows,
      effects: [turn],
      onJobDue: async () => undefined,
    });
    await store.open();
    await engine.start();
    const input = {
      input: { time: "ten" },
      locale: "en",
      texts: toDriveTexts(ask1, { locale: "en", input: { time: "ten" } }),
    };
    await engine.inLane("r", async (work) =>
      work.start({ id: "r", account: "a", flow: "ask/live", version: 1, input: input as never, job: null }),
    );
    await engine.dispatch("r", { type: "call.answered", by: "human", at: clock.now() });
    await engine.dispatch("r", { type: "effect.done", invoke: "turn:ask", output: { kind: "noMatch" } });
    const migration = defineMigration({
      from: ask1,
      to: otherSteps,
      steps: { ask: "coming" },
      slots: (slots) => ({ ...slots, note: "migrated" }),
    });
    expect(await engine.migrate(migration, "a")).toMatchObject({ migrated: 1 });
    const run = await engine.findRun("r");
    expect(run?.open).toHaveProperty(["turn:coming~m"]);
    const done = (invoke: string, output: object) => engine.dispatch("r", { type: "effect.done", invoke, output });
    await done("turn:coming~m", { kind: "answer", answer: "yes" });
    await done("turn:parking", { kind: "said" });
    await done("turn:thank", { kind: "said" });
    const ended = await engine.findRun("r");
    expect(ended).toMatchObject({
      status: "ended",
      outcome: "yes",
      version: 3,
      output: { slots: { note: "migrated" } },
    });
    if (!ended) throw new Error("the run is gone");
    const captured = toCapturedRun(await engine.journal("r"), ended, otherSteps);
    expect(captured.trail.map((step) => ("node" in step ? step.node : step.type))).toEqual([
      "answered",
      "coming",
      "coming~m",
      "parking",
      "thank",
    ]);
    expect(await replay([captured], otherSteps)).toMatchObject({ total: 1, same: 1 });
    expect(recomputeRun(await engine.journal("r"), ended, flows).isSame).toBe(true);
    await engine.close();
  });
});
