import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallReport } from "../../src/calls/index.ts";
import { checkFlow, followRobot, shapesOf, type FollowInput, type FollowOutput } from "../../src/machine/index.ts";
import type { DialogGraph } from "../../src/ports/index.ts";
import { FlowRun } from "./support/flow-run.ts";
import { badLine, hostedCalls } from "./support/reports.ts";
import { branching, definitionOf, visitReminder } from "./support/robots.ts";

const graph = shapesOf(visitReminder).graphs[0] as DialogGraph;
const flow = followRobot(definitionOf(visitReminder), graph);
const texts = { question: "Q", again: "A", pardon: "P", seeYou: "S", manager: "M" };
const input = (change: Partial<FollowInput> = {}): FollowInput => ({
  texts,
  deadlineMs: 60_000,
  recheckMs: 20_000,
  lookup: true,
  ...change,
});

const answered = { type: "call.answered", by: "human", at: 1 };
const left = (node: string, exit: string) => ({ type: "dialog.left", node, exit, at: 2 });
const yes = left("ask", "answer:yes");
const said = left("thank", "said");

function launched(change: Partial<FollowInput> = {}): FlowRun {
  const run = new FlowRun(flow, input(change));
  run.done("launch", { vendorCallId: "1" });
  return run;
}

describe("the follower", () => {
  it("asks for the launch with the words of every node", () => {
    const run = new FlowRun(flow, input());
    expect(run.commands).toEqual([
      {
        type: "effect.start",
        invoke: "launch",
        effect: "voice.launch",
        input: {
          shape: "",
          texts: {
            ask: "Q",
            "ask~i": "A",
            "ask~ii": "A",
            "ask~iim": "P",
            "ask~im": "P",
            "ask~imi": "A",
            "ask~m": "P",
            "ask~mi": "A",
            "ask~mii": "A",
            thank: "S",
            promise: "M",
          },
        },
      },
    ]);
    expect(run.states).toEqual(["launching"]);
  });

  it("follows a call to its end, in states of its own, under one timer", () => {
    const run = launched();
    expect(run.states).toEqual(["live.waiting"]);
    expect(run.commands.filter((command) => command.type === "timer.set")).toEqual([
      expect.objectContaining({ delayMs: 60_000 }),
    ]);
    expect(run.send(answered)).toEqual([]);
    expect(run.states).toEqual(["live.talking.ask"]);
    expect(run.send(yes)).toEqual([]);
    expect(run.states).toEqual(["live.talking.thank"]);
    expect(run.send(said)).toEqual([expect.objectContaining({ type: "timer.cancel" })]);
    expect(run.output).toEqual({
      outcome: "yes",
      by: "end",
      facts: { reached: "human", notConnected: null, endCause: "robot_hangup" },
      trail: [
        { node: "ask", exit: "answer:yes" },
        { node: "thank", exit: "said" },
      ],
      error: null,
    });
  });

  it("goes on when reports overtake the launch's answer, and does not wait for that any more", () => {
    const run = new FlowRun(flow, input());
    expect(run.send(yes)).toEqual([
      { type: "effect.stop", invoke: "launch" },
      expect.objectContaining({ type: "timer.set" }),
    ]);
    expect(run.states).toEqual(["live.talking.thank"]);
    expect(run.done("launch")).toEqual([]);
    expect(run.fail("launch", "VOICE_REJECTED")).toEqual([]);
    expect(run.states).toEqual(["live.talking.thank"]);
  });

  it("ends when the last report alone overtakes the launch", () => {
    const run = new FlowRun(flow, input());
    expect(run.send(said)).toEqual([{ type: "effect.stop", invoke: "launch" }]);
    expect(run.output).toMatchObject({ outcome: "yes" });
  });

  it("notes a report of an earlier place without going back", () => {
    const run = launched();
    run.send(yes);
    expect(run.send(left("ask~i", "noInput"))).toEqual([]);
    expect(run.send(answered)).toEqual([]);
    expect(run.states).toEqual(["live.talking.thank"]);
    run.send(said);
    expect((run.output as unknown as FollowOutput).trail.map((step) => step.node)).toEqual(["ask", "ask~i", "thank"]);
  });

  it("ends unreached, with the cause as a fact", () => {
    const run = launched();
    run.send({ type: "call.not-connected", cause: "busy", at: 1 });
    expect(run.output).toMatchObject({
      outcome: "busy",
      by: "unreached",
      facts: { reached: null, notConnected: "busy", endCause: null },
    });
  });

  it("ends without an outcome when the call was never launched", () => {
    const run = new FlowRun(flow, input());
    run.fail("launch", "VOICE_REJECTED");
    expect(run.output).toMatchObject({ outcome: null, by: "notLaunched", error: { code: "VOICE_REJECTED" } });
  });

  it("waits for reports when nobody knows whether the launch arrived", () => {
    for (const code of ["VOICE_ANSWER_LOST", "EFFECT_RESULT_UNKNOWN", "EFFECT_TIMED_OUT"]) {
      const run = new FlowRun(flow, input());
      expect(run.fail("launch", code)).toEqual([expect.objectContaining({ type: "timer.set", delayMs: 60_000 })]);
      run.send(said);
      expect(run.output).toMatchObject({ outcome: "yes" });
    }
  });

  it("does not take the end of the connection for the end of the dialog: a report may still be on its way", () => {
    const run = launched();
    run.send(answered);
    run.send({ type: "call.ended", cause: "caller_hangup", at: 3 });
    expect(run.isDone).toBe(false);
    run.send(left("ask", "hungUp"));
    expect(run.output).toMatchObject({ outcome: "unclear", by: "hungUp", facts: { endCause: "caller_hangup" } });
  });

  it("reaches the same end however the reports come", () => {
    fc.assert(
      fc.property(
        hostedCalls(graph).chain((call) => badLine(call.reports).map((arrived) => ({ call, arrived }))),
        fc.nat(8),
        ({ call, arrived }, launchedAfter) => {
          const run = new FlowRun(flow, input());
          arrived.forEach((report: CallReport, index) => {
            if (index === launchedAfter) run.done("launch");
            run.send(report);
          });
          expect(run.output).toMatchObject({ outcome: call.outcome, facts: { endCause: call.endCause } });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps a small snapshot however long the texts are", () => {
    const run = new FlowRun(
      flow,
      input({ texts: Object.fromEntries(Object.keys(texts).map((key) => [key, "слово ".repeat(500)])) }),
    );
    expect(JSON.stringify(run.kept).length).toBeLessThan(1000);
  });

  it("passes the walk of the registration and visits every state", () => {
    const { visited } = checkFlow(flow, { events: 1000 });
    for (const state of [
      "ended",
      "launching",
      "live.waiting",
      "live.talking.thank",
      "reconciling",
      "unresolved",
      "notLaunched",
    ]) {
      expect(visited).toContain(state);
    }
    const [, vip] = shapesOf(branching).graphs as [DialogGraph, DialogGraph];
    expect(followRobot(definitionOf(branching), vip).id).toBe("branching/hosted/vip");
  });
});

describe("the follower at its deadline", () => {
  const overdue = (change: Partial<FollowInput> = {}, ...reports: object[]): FlowRun => {
    const run = launched(change);
    for (const report of reports) run.send(report);
    run.fire();
    return run;
  };
  const found = (live: boolean, ...reports: object[]) => ({ found: true, live, vendorCallId: null, reports });

  it("asks the vendor and applies what it tells", () => {
    const run = overdue({}, answered);
    expect(run.states).toEqual(["reconciling"]);
    expect(run.commands.at(-1)).toEqual({
      type: "effect.start",
      invoke: "lookup",
      effect: "voice.lookup",
      input: null,
    });
    expect(run.done("lookup", found(false, answered, yes, said))).toEqual([]);
    expect(run.output).toMatchObject({ outcome: "yes", by: "end" });
  });

  it("waits again while the call is live", () => {
    const run = overdue();
    expect(run.done("lookup", found(true, answered, yes))).toEqual([
      expect.objectContaining({ type: "timer.set", delayMs: 20_000 }),
    ]);
    expect(run.states).toEqual(["live.talking.thank"]);
    run.fire();
    expect(run.states).toEqual(["reconciling"]);
  });

  it("takes a line that died in a step as hung up there", () => {
    const run = overdue({}, answered);
    run.done("lookup", found(false, answered, yes));
    expect(run.output).toMatchObject({ outcome: "yes", by: "hungUp" });
  });

  it("parks when the vendor does not know the call, or cannot tell whether it was answered", () => {
    for (const result of [{ found: false }, found(false)]) {
      const run = overdue();
      expect(run.done("lookup", result)).toEqual([{ type: "park", code: "CALL_RESULT_UNKNOWN" }]);
      expect(run.states).toEqual(["unresolved"]);
    }
  });

  it("parks when the look-up fails for good", () => {
    expect(overdue().fail("lookup", "VOICE_UNREACHABLE")).toEqual([{ type: "park", code: "CALL_RESULT_UNKNOWN" }]);
  });

  it("takes a report that comes during the look-up, and drops the look-up when that was the last one", () => {
    const run = overdue({}, answered);
    expect(run.send(yes)).toEqual([
      { type: "effect.stop", invoke: "lookup" },
      expect.objectContaining({ type: "timer.set" }),
    ]);
    run.fire();
    expect(run.send(said)).toEqual([{ type: "effect.stop", invoke: "lookup" }]);
    expect(run.output).toMatchObject({ outcome: "yes" });
  });

  it("parks at once where the vendor cannot be asked, and late reports still count", () => {
    const run = launched({ lookup: false });
    expect(run.fire()).toEqual([{ type: "park", code: "CALL_RESULT_UNKNOWN" }]);
    expect(run.send(yes)).toEqual([
      expect.objectContaining({ type: "timer.set", delayMs: 60_000 }),
      { type: "unpark" },
    ]);
    run.fire();
    expect(run.states).toEqual(["unresolved"]);
    expect(run.send(said)).toEqual([{ type: "unpark" }]);
    expect(run.output).toMatchObject({ outcome: "yes" });
  });
});
