import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timelineText, type Timeline } from "../../src/index.ts";
import { virtualEngine, type MemoryStore, type VirtualEngine } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const hour = 3_600_000;

/** A world in which one call was asked for. */
async function dialed(): Promise<VirtualEngine & { readonly job: string; readonly run: string }> {
  const world = await virtualEngine({ flows: [visitReminder], rules: [visitRules] });
  world.crm.addDeal("42");
  world.crm.triggerStages.set("visit-reminder.yes", "CONFIRMED");
  const { id: job } = await world.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
  await world.clock.settle();
  return { ...world, job, run: `${job}:1` };
}

async function saysYes({ voice, clock }: VirtualEngine, run: string): Promise<void> {
  await clock.advance(4_000);
  await voice.answers(run);
  await clock.advance(3_000);
  await voice.leaves(run, "ask", "answer:yes");
  await clock.advance(2_000);
  await voice.leaves(run, "thank", "said");
  await clock.settle();
}

const brief = ({ entries }: Timeline) =>
  entries.map(({ kind, name, detail, result }) =>
    [kind, name, detail, result].filter((part) => part !== null).join(" "),
  );

describe("the timeline of a run", () => {
  it("is told without a row that is damaged", async () => {
    await using world = await dialed();
    await saysYes(world, world.run);
    const whole = brief(await world.account.timeline(world.run));
    (world.store as MemoryStore).damage("journal", `${world.run}:00000003`);
    const told = brief(await world.account.timeline(world.run));
    expect(told).not.toContain("event call.answered unknown");
    expect(whole).toEqual(expect.arrayContaining(told.filter((line) => line.startsWith("event"))));
    expect(told.at(-1)).toBe("outcome yes done");
  });

  it("tells events, effects, timers and states in order, and its end", async () => {
    await using world = await dialed();
    await saysYes(world, world.run);
    const timeline = await world.account.timeline(world.run);
    expect(timeline).toMatchObject({ kind: "run", of: "visit-reminder/hosted@1", status: "ended", outcome: "yes" });
    expect(brief(timeline)).toMatchInlineSnapshot(`
      [
        "event init",
        "state launching",
        "effect voice.launch done",
        "event effect.done launch",
        "state live.waiting",
        "timer xstate.after.deadline.visit-reminder.live cancelled",
        "event call.answered unknown",
        "state live.talking.ask",
        "event dialog.left ask answer:yes",
        "state live.talking.thank",
        "event dialog.left thank said",
        "state ended",
        "outcome yes done",
      ]
    `);
    const launch = timeline.entries.find(({ name }) => name === "voice.launch");
    expect(launch).toMatchObject({ durationMs: 0, retries: 0, code: null });
  });

  it("says where it waits for a person, and at what", async () => {
    await using world = await virtualEngine({ flows: [visitReminder], rules: [visitRules] });
    world.voice.behaviour = "rejected";
    world.crm.addDeal("42");
    const { id } = await world.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
    await world.clock.settle();
    const timeline = await world.account.timeline(`${id}:1`);
    expect(timeline).toMatchObject({ status: "parked", code: "VOICE_REJECTED", endedAt: null });
    expect(timeline.entries.find(({ kind }) => kind === "park")).toMatchObject({ code: "VOICE_REJECTED" });
    expect(timeline.entries.find(({ kind }) => kind === "effect")).toMatchObject({
      name: "voice.launch",
      result: "parked",
      code: "VOICE_REJECTED",
    });
  });

  it("is the same after the run was put away", async () => {
    await using world = await dialed();
    await saysYes(world, world.run);
    const before = await world.account.timeline(world.run);
    const ofJob = await world.account.timeline(world.job);
    await world.clock.advance(48 * hour);
    expect((await world.engine.compact()).lanes).toBe(1);
    expect(await world.account.timeline(world.run)).toEqual(before);
    expect((await world.account.timeline(world.job)).entries.length).toBeGreaterThanOrEqual(ofJob.entries.length);
  });

  it("is not told to another account, nor of what does not exist", async () => {
    await using world = await dialed();
    const code = { code: "RUN_UNKNOWN" };
    await expect(world.engine.account("other").timeline(world.run)).rejects.toMatchObject(code);
    await expect(world.account.timeline("nothing")).rejects.toMatchObject(code);
  });
});

describe("the timeline of a call", () => {
  it("holds all its attempts with what the gate answered, and the end of the job", async () => {
    await using world = await dialed();
    await world.voice.doesNotConnect(world.run);
    await world.clock.advance(hour);
    await saysYes(world, `${world.job}:2`);
    await world.clock.advance(5_000);
    const timeline = await world.account.timeline(world.job);
    expect(timeline).toMatchObject({ kind: "job", of: "visit-reminder", status: "done", outcome: "yes", code: null });
    expect(timeline.runs.map(({ run }) => run.slice(world.job.length))).toEqual([
      ":1",
      ":1:log",
      ":2",
      ":2:log",
      ":end",
    ]);
    const gates = timeline.entries.filter(({ kind }) => kind === "gate");
    expect(gates.map(({ name, detail }) => [name, detail])).toEqual([
      ["go", "allowed"],
      ["go", "allowed"],
    ]);
    expect(timeline.entries.map(({ at }) => at)).toEqual(timeline.entries.map(({ at }) => at).sort((a, b) => a - b));
  });

  it("tells why it was stopped before anybody was dialed", async () => {
    await using world = await virtualEngine({ flows: [visitReminder], gate: { consent: () => false } });
    world.crm.addDeal("42");
    const { id } = await world.account.call(visitReminder, { input: anna, subject: { type: "deal", id: "42" } });
    await world.clock.settle();
    const timeline = await world.account.timeline(id);
    expect(timeline).toMatchObject({ status: "stopped", code: "noConsent" });
    expect(brief(timeline)).toContain("gate refuse noConsent");
  });
});

describe("a timeline as text", () => {
  it("is aligned, with the time since the start, in four languages", async () => {
    await using world = await dialed();
    await saysYes(world, world.run);
    const timeline = await world.account.timeline(world.run);
    const stable = (text: string) => text.replaceAll(world.job, "JOB");
    expect(stable(timelineText(timeline))).toMatchInlineSnapshot(`
      "run JOB:1  visit-reminder/hosted@1  ended, yes  2026-03-04T07:00:00.000Z
      +00:00:00.000  event    init
      +00:00:00.000  state    launching
      +00:00:00.000  effect   voice.launch                               done  0 ms
      +00:00:00.000  event    effect.done launch
      +00:00:00.000  state    live.waiting
      +00:00:00.000  timer    xstate.after.deadline.visit-reminder.live  cancelled  9.0 s
      +00:00:04.000  event    call.answered unknown
      +00:00:04.000  state    live.talking.ask
      +00:00:07.000  event    dialog.left ask answer:yes
      +00:00:07.000  state    live.talking.thank
      +00:00:09.000  event    dialog.left thank said
      +00:00:09.000  state    ended
      +00:00:09.000  outcome  yes                                        done"
    `);
    expect(stable(timelineText(timeline, "pl")).split("\n").slice(0, 4)).toMatchInlineSnapshot(`
      [
        "przebieg JOB:1  visit-reminder/hosted@1  ended, yes  2026-03-04T07:00:00.000Z",
        "+00:00:00.000  zdarzenie  init",
        "+00:00:00.000  stan       launching",
        "+00:00:00.000  efekt      voice.launch                               wykonano  0 ms",
      ]
    `);
    for (const locale of ["ru", "uk", "pl", "en"] as const) {
      expect(timelineText(timeline, locale).split("\n")).toHaveLength(timeline.entries.length + 1);
    }
  });

  it("has one line for each entry, and columns that begin at one place, whatever happened", () => {
    const entry = fc.record({
      at: fc.integer({ min: 0, max: 10 ** 9 }),
      run: fc.constantFrom(null, "r", "r:log"),
      kind: fc.constantFrom("event", "effect", "timer", "state", "park", "gate", "outcome"),
      name: fc.stringMatching(/^#[a-z.]{1,20}$/),
      detail: fc.option(fc.constantFrom("x", "left node")),
      result: fc.option(fc.constantFrom("done", "failed", "open")),
      durationMs: fc.option(fc.integer({ min: 0, max: 10 ** 9 })),
      retries: fc.integer({ min: 0, max: 3 }),
      code: fc.option(fc.constantFrom("STORE_FULL")),
    } as const);
    const ofRun = { kind: "run", id: "r", account: "a", of: "f@1", status: "running", runs: [] } as const;
    const open = { ...ofRun, outcome: null, code: null, startedAt: 0, endedAt: null };
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), (entries) => {
        const [, ...lines] = timelineText({ ...open, entries }).split("\n");
        expect(lines).toHaveLength(entries.length);
        expect(new Set(lines.map((line) => line.indexOf("#"))).size).toBe(1);
        lines.forEach((line, index) => expect(line).toContain(entries[index]?.name));
      }),
      { numRuns: 50 },
    );
  });
});
