import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallReport } from "../../../src/calls/index.ts";
import type { JournalRow, RunRow } from "../../../src/ports/index.ts";
import { captureRun, replay, toCapturedRun, virtualEngine, type CapturedRun } from "../../../src/testing/index.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";
import { randomReports, seeded } from "./hosted-calls.ts";
import { otherVisitReminder } from "./other-versions.ts";

const run: RunRow = {
  id: "call-1:1",
  account: "test",
  lane: "call-1",
  flow: "visit-reminder/hosted",
  version: 1,
  fingerprint: visitReminder.fingerprint,
  status: "ended",
  snapshot: "{}",
  seq: 1,
  startedAt: 0,
  endedAt: 1,
  closesAt: 2,
  outcome: "yes",
  output: { outcome: "yes", by: "end" },
  facts: null,
  parked: null,
  open: {},
  job: "call-1",
  parent: null,
};

const rowsOf = (reports: readonly CallReport[]): readonly JournalRow[] =>
  [{ type: "init", input: { texts: {} } }, ...reports].map((event, index) => ({
    id: `call-1:1:${index}`,
    run: run.id,
    seq: index,
    at: index,
    event: event as unknown as JournalRow["event"],
    notes: { commands: [], notes: null },
  }));

const trailOf = (reports: readonly CallReport[]): CapturedRun => toCapturedRun(rowsOf(reports), run, visitReminder);

const reportsAndOrder = fc.tuple(fc.nat(), fc.nat()).map(([client, order]) => {
  const reports = randomReports(visitReminder, seeded(client));
  const random = seeded(order);
  const told = [...reports, ...reports.filter(() => random() < 0.4)].sort(() => random() - 0.5);
  return { reports, told };
});

describe("toCapturedRun", () => {
  it("puts shuffled and repeated reports of a hosted call into the order of the dialog", () => {
    fc.assert(
      fc.property(reportsAndOrder, ({ reports, told }) => {
        const steps = trailOf(reports).trail.filter((step) => step.type === "left");
        const expected = reports.filter((report) => report.type === "dialog.left");
        expect(steps).toMatchObject(expected.map(({ node, exit }) => ({ type: "left", node, exit })));
        expect(trailOf(told)).toEqual(trailOf(reports));
      }),
    );
  });

  it("adds a step that no report told of where one way leads past it, and says so where several do", () => {
    const answered: CallReport = { type: "call.answered", by: "human", at: 1 };
    const left = (node: string, exit: "noInput" | "noMatch" | "answer:yes" | "said"): CallReport => ({
      type: "dialog.left",
      node,
      exit,
      at: 2,
    });
    const asked = trailOf([answered, left("ask~im", "answer:yes"), left("thank", "said")]);
    expect(asked.incomplete).toBeUndefined();
    expect(asked.trail).toEqual([
      { type: "answered", by: "human" },
      { type: "left", node: "ask", exit: "noInput" },
      { type: "left", node: "ask~i", exit: "noMatch" },
      { type: "left", node: "ask~im", exit: "answer:yes" },
      { type: "left", node: "thank", exit: "said" },
    ]);
    expect(trailOf([answered, left("thank", "said")]).incomplete).toContain("several ways");
  });

  it("takes reports out of a look-up, and a lost line for hanging up", async () => {
    const reports: readonly CallReport[] = [
      { type: "call.answered", by: "human", at: 1 },
      { type: "dialog.left", node: "ask", exit: "answer:yes", at: 2 },
    ];
    const lookup = { type: "effect.done", invoke: "lookup", output: { found: true, live: false, reports } };
    const lost: RunRow = { ...run, output: { outcome: "yes", by: "hungUp" } };
    const captured = toCapturedRun(rowsOf([lookup as unknown as CallReport]), lost, visitReminder, {
      input: { name: "Анна", time: "15:00" },
      outcomeData: null,
    });
    expect(captured.trail.at(-1)).toEqual({ type: "ended", cause: "error", during: "message" });
    expect((await replay([captured], visitReminder)).same).toBe(1);
  });

  it("refuses runs that are no dialogs", () => {
    expect(() => toCapturedRun(rowsOf([]), { ...run, flow: "orders" })).toThrow('"orders" is no dialog of a robot');
  });
});

describe("captureRun", () => {
  it("takes a masked run out of an engine, with the input of its job", async () => {
    await using world = await virtualEngine({ flows: [visitReminder] });
    const input = { name: "Анна Петрова", time: "15:00" };
    const call = await world.account.call(visitReminder, { input, phone: "+79161234567" });
    await world.clock.settle();
    const id = `${call.id}:1`;
    await world.voice.answers(id);
    await world.voice.leaves(id, "ask", "answer:no");
    await world.voice.leaves(id, "promise", "said");
    const captured = await captureRun(world.account, id, visitReminder);
    expect(captured).toMatchObject({
      robot: "visit-reminder",
      mode: "hosted",
      input: { name: "Клиент", time: "15:00" },
      outcome: "no",
      endCause: "robot_hangup",
      trail: [
        { type: "answered", by: "unknown" },
        { node: "ask", exit: "answer:no" },
        { node: "promise", exit: "said" },
      ],
    });
    expect(JSON.stringify(captured)).not.toContain(call.id);
    // Without conditions the input decides nothing but the words.
    expect((await replay([{ ...captured, input: null }], visitReminder)).same).toBe(1);
    expect((await captureRun(world.account, id, visitReminder, { masked: false })).input).toEqual(input);
    await expect(captureRun(world.account, id, otherVisitReminder)).rejects.toThrow(
      "is of visit-reminder@1, not of visit-reminder@2",
    );
    await expect(captureRun(world.account, "nothing", visitReminder)).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
  });

  it("does not replay what a person decided", async () => {
    await using world = await virtualEngine({ flows: [visitReminder], lookup: false });
    const call = await world.account.call(visitReminder, {
      input: { name: "Анна", time: "15:00" },
      phone: "+79161234567",
    });
    await world.clock.settle();
    const id = `${call.id}:1`;
    await world.voice.answers(id);
    await world.clock.advance(48 * 3_600_000);
    await world.account.decide(id, "yes");
    const captured = await captureRun(world.account, id, visitReminder);
    expect(captured).toMatchObject({ outcome: "yes", incomplete: "a person decided the outcome" });
    expect((await replay([captured], visitReminder)).cannot).toBe(1);
  });
});
