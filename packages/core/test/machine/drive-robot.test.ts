import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCallwrightError } from "../../src/errors/index.ts";
import {
  checkFlow,
  driveRobot,
  followRobot,
  shapeFor,
  shapesOf,
  type DriveOutput,
  type Flow,
  type FollowOutput,
  type VoiceTurn,
} from "../../src/machine/index.ts";
import type { DialogGraph } from "../../src/ports/index.ts";
import { FlowRun } from "./support/flow-run.ts";
import { hostedCalls } from "./support/reports.ts";
import { driveTexts } from "./support/texts.ts";
import { branching, branchingFunctions, definitionOf, visitReminder } from "./support/robots.ts";

const texts = { question: "Q", again: "A", pardon: "P", seeYou: "S", manager: "M" };
const definition = definitionOf(visitReminder);
const flow = driveRobot(definition);
const start = (input: object = {}) => new FlowRun(flow, { input, texts: driveTexts(texts), locale: "ru" });

const ended = (outcome: string | null, facts: object) => ({ outcome, data: null, slots: {}, optedOut: false, facts });

function turns(run: FlowRun): readonly VoiceTurn[] {
  return run.commands.flatMap((command) =>
    command.type === "effect.start" && command.effect === "voice.turn" ? [command.input as unknown as VoiceTurn] : [],
  );
}

function dialog(...results: object[]): FlowRun {
  const run = start();
  run.send({ type: "call.answered", by: "human" });
  for (const result of results) run.done(`turn:${turns(run).at(-1)?.node ?? ""}`, result);
  return run;
}

describe("the driver", () => {
  it("dials before it speaks", () => {
    const run = start();
    expect(run.states).toEqual(["dialing"]);
    expect(run.commands).toEqual([]);
  });

  it("says a question and listens for its answers by name and key", () => {
    expect(turns(dialog())).toEqual([
      { node: "ask", say: "Q", listen: { answers: ["yes", "no"], keys: { "1": "yes", "2": "no" }, timeoutMs: 5000 } },
    ]);
  });

  it("goes where the answer leads and says the last words without listening", () => {
    const run = dialog({ kind: "answer", answer: "yes" });
    expect(run.states).toEqual(["talking.thank"]);
    expect(turns(run).at(-1)).toEqual({ node: "thank", say: "S", listen: null });
    run.done("turn:thank", { kind: "said" });
    expect(run.output).toEqual({
      outcome: "yes",
      data: null,
      slots: {},
      optedOut: false,
      facts: { reached: "human", notConnected: null, endCause: "robot_hangup" },
    });
  });

  it("repeats with the prompt of the repetition, then is exhausted", () => {
    const run = dialog({ kind: "noInput" }, { kind: "noMatch" }, { kind: "noInput" }, { kind: "noMatch" });
    expect(turns(run).map((turn) => turn.say)).toEqual(["Q", "A", "P", "A"]);
    expect(run.output).toMatchObject({ outcome: "unclear" });
  });

  it("takes an answer that the step does not have as no match", () => {
    expect(turns(dialog({ kind: "answer", answer: "maybe" })).at(-1)).toMatchObject({ node: "ask~m" });
  });

  it("takes the outcome of the step where the client hangs up", () => {
    const facts = { reached: "human", notConnected: null, endCause: "caller_hangup" };
    expect(dialog({ kind: "hungUp" }).output).toEqual(ended("unclear", facts));
    expect(dialog({ kind: "answer", answer: "yes" }, { kind: "hungUp" }).output).toEqual(ended("yes", facts));
    const between = dialog({ kind: "answer", answer: "no" });
    expect(between.send({ type: "call.ended", cause: "caller_hangup" })).toEqual([
      { type: "effect.stop", invoke: "turn:promise" },
    ]);
    expect(between.output).toEqual(ended("no", facts));
  });

  it("takes a turn that fails for good as a lost line", () => {
    const run = dialog();
    run.fail("turn:ask", "EFFECT_TIMED_OUT");
    expect(run.output).toMatchObject({ outcome: "unclear", facts: { endCause: "error" } });
  });

  it("ends with the outcome of the cause when nobody was reached", () => {
    const run = start();
    run.send({ type: "call.not-connected", cause: "busy" });
    expect(run.output).toEqual(ended("busy", { reached: null, notConnected: "busy", endCause: null }));
  });

  it("takes branches by their conditions over the input", () => {
    const branchingFlow = driveRobot(definitionOf(branching, branchingFunctions));
    const first = (vip: boolean) => {
      const run = new FlowRun(branchingFlow, { input: { vip, large: false }, texts: driveTexts(texts), locale: "ru" });
      run.send({ type: "call.answered", by: "human" });
      return turns(run)[0]?.node;
    };
    expect([first(true), first(false)]).toEqual(["greet", "ask"]);
  });

  it("says which text a run was started without", () => {
    const run = new FlowRun(flow, { input: {}, texts: {}, locale: "ru" });
    let error: unknown;
    try {
      run.send({ type: "call.answered", by: "human" });
    } catch (caught) {
      error = caught;
    }
    expect(isCallwrightError(error, "FLOW_STEP_FAILED")).toBe(true);
    expect(String(error)).toContain('the text "question"');
  });

  it("passes the walk of the registration and visits every node", () => {
    const { visited } = checkFlow(flow, { events: 1000 });
    expect(visited).toHaveLength(13);
    expect(() => checkFlow(driveRobot(definitionOf(branching, branchingFunctions)))).not.toThrow();
  });
});

describe("driver and follower of one robot", () => {
  it("end with the same outcome, facts and texts for every call", () => {
    const full = definitionOf(branching, branchingFunctions);
    const drive = driveRobot(full);
    const hosted = shapesOf(branching).graphs.map((graph) => ({ graph, follow: followRobot(full, graph) }));
    const inputs = [
      { vip: false, large: false },
      { vip: true, large: false },
      { vip: true, large: true },
    ];
    const cases = fc.constantFrom(...inputs).chain((input) => {
      const shape = shapeFor(branching, full.functions, input);
      const { graph, follow } = hosted.find((candidate) => candidate.graph.shape === shape) as {
        graph: DialogGraph;
        follow: Flow;
      };
      return hostedCalls(graph).map((call) => ({ input, graph, follow, call }));
    });
    fc.assert(
      fc.property(cases, ({ input, graph, follow, call }) => {
        const driven = new FlowRun(drive, { input, texts: driveTexts(texts), locale: "ru" });
        const followed = new FlowRun(follow, { texts, deadlineMs: 1000, recheckMs: 1000, lookup: false });
        followed.done("launch");
        for (const report of call.reports) {
          followed.send(report);
          if (report.type === "call.answered") driven.send(report);
          if (report.type !== "dialog.left") continue;
          const { exit } = report;
          driven.done(
            `turn:${report.node}`,
            exit.startsWith("answer:") ? { kind: "answer", answer: exit.slice(7) } : { kind: exit },
          );
        }
        const one = driven.output as unknown as DriveOutput;
        const two = followed.output as unknown as FollowOutput;
        expect(one).toEqual(ended(two.outcome, two.facts));
        expect(one.outcome).toBe(call.outcome);
        const heard = two.trail
          .map(({ node }) => graph.nodes[node])
          .flatMap((node) => (node && "text" in node ? [texts[node.text as "again"]] : []));
        expect(turns(driven).map((turn) => turn.say)).toEqual(heard);
      }),
      { numRuns: 150 },
    );
  });
});
