import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CallwrightError } from "../../src/errors/index.ts";
import type { StorePort } from "../../src/ports/index.ts";
import { storeOver } from "../../src/testing/stores/store-over.ts";
import { memoryStore, virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";
import { recordTelemetry, type RecordedTelemetry } from "./support/record-telemetry.ts";

let recorded: RecordedTelemetry;

beforeEach(() => {
  recorded = recordTelemetry();
});

afterEach(() => recorded.stop());

/** A world in which one call is under way. */
async function dialed(
  settings: Partial<VirtualEngineSettings> = {},
): Promise<VirtualEngine & { readonly run: string }> {
  const world = await virtualEngine({ flows: [visitReminder], rules: [visitRules], ...settings });
  world.crm.addDeal("42");
  const call = await world.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
  await world.clock.settle();
  return { ...world, run: `${call.id}:1` };
}

async function saysYes({ voice, clock }: VirtualEngine, run: string): Promise<void> {
  await voice.answers(run);
  await voice.leaves(run, "ask", "answer:yes");
  await voice.leaves(run, "thank", "said");
  await clock.settle();
}

describe("spans", () => {
  it("tell each event of a run, from the moment it came to its commit, which they link to", async () => {
    await using world = await dialed();
    await saysYes(world, world.run);
    const events = recorded
      .spans("callwright.event")
      .filter(({ attributes }) => attributes["callwright.run"] === world.run);
    expect(events.map(({ attributes }) => attributes["callwright.event"])).toEqual([
      "init",
      "effect.done",
      "call.answered",
      "dialog.left",
      "dialog.left",
    ]);
    expect(events.at(-1)?.attributes).toMatchObject({
      "callwright.account": "test",
      "callwright.flow": "visit-reminder/hosted@1",
      "callwright.status": "ended",
      "callwright.outcome": "yes",
      "callwright.seq": 5,
    });
    const commits = new Set(recorded.spans("callwright.commit").map((span) => span.spanContext().spanId));
    for (const { links } of events) expect(links.some((link) => commits.has(link.context.spanId))).toBe(true);
  });

  it("tell each try of an effect, linked to the event that asked for it; its result comes inside it", async () => {
    await using world = await dialed();
    const [launch] = recorded.spans("callwright.effect voice.launch");
    expect(launch?.kind).toBe(SpanKind.CLIENT);
    expect(launch?.attributes).toMatchObject({ "callwright.effect.outcome": "done", "callwright.effect.try": 1 });
    const ofRun = recorded
      .spans("callwright.event")
      .filter(({ attributes }) => attributes["callwright.run"] === world.run);
    expect(launch?.links.map(({ context }) => context.spanId)).toEqual([ofRun[0]?.spanContext().spanId]);
    expect(ofRun[1]?.parentSpanContext?.spanId).toBe(launch?.spanContext().spanId);
  });

  it("tell that a try failed, with its code", async () => {
    await using world = await virtualEngine({ flows: [visitReminder], rules: [visitRules] });
    world.voice.behaviour = "rejected";
    world.crm.addDeal("42");
    await world.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
    await world.clock.settle();
    const [launch] = recorded.spans("callwright.effect voice.launch");
    expect(launch?.status.code).toBe(SpanStatusCode.ERROR);
    expect(launch?.attributes).toMatchObject({ "callwright.effect.outcome": "parked", "error.type": "VOICE_REJECTED" });
  });

  it("tell that nothing could be written, with the code", async () => {
    const store = memoryStore();
    const error = new CallwrightError("STORE_FULL", { path: "memory", reason: "no room" });
    const full = { now: false };
    const commit: StorePort["commit"] = async (batches) =>
      full.now ? batches.map(() => ({ ok: false as const, error })) : store.commit(batches);
    await using world = await dialed({ store: storeOver(store, { commit }) });
    full.now = true;
    await expect(world.voice.answers(world.run)).rejects.toMatchObject({ code: "STORE_FULL" });
    for (const name of ["callwright.commit", "callwright.event"]) {
      const span = recorded.spans(name).at(-1);
      expect([span?.attributes["error.type"], span?.status.code]).toEqual(["STORE_FULL", SpanStatusCode.ERROR]);
    }
    expect(await recorded.values("callwright.commit.duration")).toContainEqual({
      "error.type": "STORE_FULL",
      value: 1,
    });
    full.now = false;
  });

  it("make no event of what fires later a part of the trace in which its timer was set", async () => {
    await using world = await dialed();
    await world.voice.doesNotConnect(world.run);
    await world.clock.advance(3_600_000);
    const again = recorded
      .spans("callwright.event")
      .filter(({ attributes }) => attributes["callwright.run"] === `${world.run.slice(0, -1)}2`);
    expect(again[0]?.attributes["callwright.event"]).toBe("init");
    expect(again[0]?.parentSpanContext).toBeUndefined();
  });
});

describe("metrics", () => {
  it("count events, tries, calls, answers of the gate, and what was heard", async () => {
    await using world = await dialed();
    await saysYes(world, world.run);
    expect(await recorded.values("callwright.event.duration")).toContainEqual({
      "callwright.event": "dialog.left",
      "callwright.status": "ended",
      value: 1,
    });
    expect(await recorded.values("callwright.effect.duration")).toContainEqual({
      "callwright.effect.type": "voice.launch",
      "callwright.effect.how": "perform",
      "callwright.effect.outcome": "done",
      value: 1,
    });
    expect(await recorded.values("callwright.calls")).toEqual([
      { "callwright.robot": "visit-reminder", "callwright.outcome": "yes", value: 1 },
    ]);
    expect(await recorded.values("callwright.gate.answers")).toEqual([
      { "callwright.gate.answer": "go", "callwright.gate.rule": "allowed", value: 1 },
    ]);
    const flow = "visit-reminder/hosted@1";
    expect(await recorded.values("callwright.dialog.exits")).toEqual([
      { "callwright.flow": flow, "callwright.exit": "answer", value: 1 },
      { "callwright.flow": flow, "callwright.exit": "said", value: 1 },
    ]);
    const [rows] = await recorded.values("callwright.commit.rows");
    expect(rows?.value).toBeGreaterThan(10);
  });

  it("tell what waits: parked runs by code, overdue work", async () => {
    await using world = await virtualEngine({ flows: [visitReminder], rules: [visitRules] });
    world.voice.behaviour = "rejected";
    world.crm.addDeal("42");
    await world.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
    await world.clock.settle();
    expect(await recorded.values("callwright.parked")).toEqual([{ "callwright.code": "VOICE_REJECTED", value: 1 }]);
    expect(await recorded.values("callwright.overdue")).toEqual([
      { "callwright.kind": "timer", value: 0 },
      { "callwright.kind": "effect", value: 0 },
    ]);
    expect(await recorded.values("callwright.waiting")).toEqual([{ value: 0 }]);
  });

  it("count a refusal of the gate by its rule", async () => {
    await using world = await virtualEngine({ flows: [visitReminder], gate: { consent: () => false } });
    world.crm.addDeal("42");
    await world.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
    await world.clock.settle();
    expect(await recorded.values("callwright.gate.answers")).toEqual([
      { "callwright.gate.answer": "refuse", "callwright.gate.rule": "noConsent", value: 1 },
    ]);
    expect(await recorded.values("callwright.calls")).toEqual([
      { "callwright.robot": "visit-reminder", "callwright.stop": "noConsent", value: 1 },
    ]);
  });
});

describe("telemetry", () => {
  it("is not there when it is turned off", async () => {
    await using world = await dialed({ telemetry: false });
    await saysYes(world, world.run);
    expect(recorded.spans()).toEqual([]);
    expect(await recorded.metrics()).toEqual([]);
  });

  it("stops with its engine", async () => {
    const world = await dialed();
    await world.close();
    expect(await recorded.values("callwright.waiting")).toEqual([]);
  });
});
