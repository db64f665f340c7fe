import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateMachine, type EventObject } from "xstate";
import { driveRobot, followRobot, shapesOf, toDriveTexts, type FlowSnapshot } from "../../src/machine/index.ts";
import { firstStep, fromFlowSnapshot, nextStep, toFlowSnapshot } from "../../src/machine/step/pure-step.ts";
import type { DialogGraph } from "../../src/ports/index.ts";
import { driveTexts } from "./support/texts.ts";
import { eventNames, randomMachine } from "./support/random-machine.ts";
import { richFunctions, richRobot } from "./support/rich-robots.ts";
import { definitionOf, visitReminder } from "./support/robots.ts";

interface Outcome {
  readonly snapshot?: AnyMachineSnapshot;
  readonly kept?: FlowSnapshot;
  readonly actions?: unknown;
  readonly threw?: string;
}

function outcome(
  machine: AnyStateMachine,
  step: () => readonly [AnyMachineSnapshot, readonly { type: string; params?: unknown }[]],
): Outcome {
  try {
    const [snapshot, actions] = step();
    if (snapshot.status === "error" && snapshot.error instanceof Error) throw snapshot.error;
    return {
      snapshot,
      kept: toFlowSnapshot(machine, snapshot),
      actions: actions.map(({ type, params }) => [type, plain(params)]),
    };
  } catch (error) {
    return { threw: String(error) };
  }
}

// Actors are told by their names: XState numbers its own ones through the whole process.
function plain(params: unknown): unknown {
  const text = JSON.stringify(params ?? null, (key: string, value: unknown) => {
    if (typeof value !== "object" || value === null || !("sessionId" in value)) return value;
    return key === "to" ? "itself" : { actor: (value as unknown as { id: string }).id };
  });
  return text.replace(/"x:\d+"/g, '"x"');
}

function compare(
  machine: AnyStateMachine,
  input: unknown,
  pickEvent: (snapshot: AnyMachineSnapshot, choice: number) => EventObject,
  choices: readonly number[],
): number {
  let theirs = outcome(machine, () => initialTransition(machine, input as never) as never);
  let ours = outcome(machine, () => {
    const { snapshot, actions } = firstStep(machine, input);
    return [snapshot, actions];
  });
  let steps = 0;
  for (const choice of choices) {
    expect({ ...ours, snapshot: null }).toEqual({ ...theirs, snapshot: null });
    if (!theirs.snapshot || !ours.kept || theirs.snapshot.status !== "active") break;
    const event = pickEvent(theirs.snapshot, choice);
    const before = theirs.snapshot;
    // Ours goes through JSON at every event, theirs never does.
    const kept = JSON.parse(JSON.stringify(ours.kept)) as FlowSnapshot;
    expect(kept).toEqual(ours.kept);
    theirs = outcome(machine, () => transition(machine, before, event as never) as never);
    ours = outcome(machine, () => {
      const { snapshot, actions } = nextStep(machine, fromFlowSnapshot(machine, kept), event);
      return [snapshot, actions];
    });
    steps += 1;
  }
  expect({ ...ours, snapshot: null }).toEqual({ ...theirs, snapshot: null });
  return steps;
}

/** A report, the end of an effect or a timer of one of the states the machine is in. */
function anyEvent(snapshot: AnyMachineSnapshot, choice: number): EventObject {
  const nodes = (snapshot as unknown as { _nodes: readonly { ownEvents: readonly string[] }[] })._nodes;
  const own = nodes.flatMap((node) => node.ownEvents).filter((name) => name.startsWith("xstate."));
  const names = [...new Set([...own, ...eventNames])];
  const type = names[choice % names.length] as string;
  return { type, output: choice, error: { code: "E" }, by: "human" } as EventObject;
}

describe("our step", () => {
  it("gives the snapshots and the actions of XState's transition, for random machines", () => {
    let steps = 0;
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 40, maxLength: 160 }),
        fc.array(fc.nat(10_000), { minLength: 5, maxLength: 25 }),
        (machine, events) => {
          steps += compare(randomMachine(machine), undefined, anyEvent, events);
        },
      ),
      { numRuns: 200 },
    );
    expect(steps).toBeGreaterThan(500);
  }, 60_000);

  it("does so for the machines of robots", () => {
    const definition = definitionOf(visitReminder);
    const [graph] = shapesOf(visitReminder).graphs as [DialogGraph];
    const texts = { question: "Q", again: "A", pardon: "P", seeYou: "S", manager: "M" };
    const flows = [
      { machine: driveRobot(definition).machine, input: { input: {}, texts: driveTexts(texts), locale: "ru" } },
      { machine: followRobot(definition, graph).machine, input: { texts, deadlineMs: 9, recheckMs: 3, lookup: true } },
    ];
    const results = [
      ...["said", "noInput", "noMatch", "hungUp"].map((kind) => ({ kind })),
      { kind: "answer", answer: "yes" },
    ];
    const robotEvent = (snapshot: AnyMachineSnapshot, choice: number): EventObject => {
      const event = anyEvent(snapshot, choice);
      const reports = [
        { type: "call.answered", by: "human" },
        {
          type: "dialog.left",
          node: Object.keys(graph.nodes)[choice % 11],
          exit: ["noInput", "noMatch", "said"][choice % 3],
        },
        {
          ...event,
          output: event.type.includes("lookup")
            ? { found: true, live: choice % 2 === 0, reports: [] }
            : results[choice % 5],
        },
        { type: "call.ended", cause: "caller_hangup" },
      ];
      return reports[(choice >> 4) % 4] as EventObject;
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...flows),
        fc.array(fc.nat(10_000), { minLength: 8, maxLength: 25 }),
        ({ machine, input }, events) => {
          compare(machine, input, robotEvent, events);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("does so for the machines of robots of all kinds", () => {
    const { samples = {}, machine } = driveRobot(definitionOf(richRobot, richFunctions));
    const start = { name: "Анна" };
    const input = {
      input: start,
      texts: toDriveTexts(definitionOf(richRobot), { locale: "ru", input: start }),
      locale: "ru",
    };
    const driveEvent = (snapshot: AnyMachineSnapshot, choice: number): EventObject => {
      if (snapshot.value === "dialing") return { type: "call.answered", by: "human" } as EventObject;
      const event = anyEvent(snapshot, choice);
      const waiting = Object.entries(snapshot.children as Readonly<Record<string, { readonly src: unknown }>>);
      const [invoke, child] = waiting[choice % Math.max(1, waiting.length)] ?? ["nobody", { src: "" }];
      const results = samples.results?.[String(child.src)] ?? [null];
      const output = results[(choice >> 3) % results.length];
      return choice % 7 === 0
        ? event
        : ({ type: `xstate.done.actor.${invoke}`, output, actorId: invoke } as EventObject);
    };
    let steps = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 8, maxLength: 25 }), (events) => {
        steps += compare(machine, input, driveEvent, events);
      }),
      { numRuns: 60 },
    );
    expect(steps).toBeGreaterThan(200);
  }, 60_000);
});
