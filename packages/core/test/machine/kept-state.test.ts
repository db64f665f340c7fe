import fc from "fast-check";
import { assign, createMachine } from "xstate";
import { describe, expect, it } from "vitest";
import { isCallwrightError } from "../../src/errors/index.ts";
import {
  advance,
  defineFlow,
  driveRobot,
  toDriveTexts,
  type Advanced,
  type Flow,
  type FlowEvent,
  type FlowSnapshot,
} from "../../src/machine/index.ts";
import type { Json } from "../../src/ports/index.ts";
import { eventNames, randomMachine } from "./support/random-machine.ts";
import { richFunctions, richRobot } from "./support/rich-robots.ts";
import { definitionOf } from "./support/robots.ts";

type Attempt = Advanced | { readonly threw: string };

function attempt(flow: Flow, snapshot: FlowSnapshot | undefined, event: FlowEvent): Attempt {
  try {
    return advance(flow, snapshot, event);
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    return { threw: `${error.code} ${error.message}` };
  }
}

/** Plays events twice: with what the step before gave, and with what a restart would read. Gives how many steps were compared. */
function playTwice(
  flow: Flow,
  init: FlowEvent,
  choices: readonly number[],
  pick: (snapshot: FlowSnapshot, choice: number) => FlowEvent,
): number {
  let kept = attempt(flow, undefined, init);
  let steps = 0;
  for (const choice of choices) {
    if ("threw" in kept || kept.snapshot.status !== "active") break;
    const text = JSON.stringify(kept.snapshot);
    const event = pick(kept.snapshot, choice);
    const restarted = attempt(flow, JSON.parse(text) as FlowSnapshot, event);
    const next = attempt(flow, kept.snapshot, event);
    expect(attempt(flow, kept.snapshot, event)).toEqual(next);
    expect(next).toEqual(restarted);
    expect(JSON.stringify(next)).toBe(JSON.stringify(restarted));
    // The snapshot before is what it was.
    expect(JSON.stringify(kept.snapshot)).toBe(text);
    kept = next;
    steps += 1;
  }
  return steps;
}

function flowOf(machine: Flow["machine"], effects: readonly string[]): Flow {
  return { kind: "flow", id: "kept", version: 1, fingerprint: "", machine, effects };
}

/** Results of open effects, timers of any state, and reports. */
function anyEvent(snapshot: FlowSnapshot, choice: number): FlowEvent {
  const invokes = Object.keys(snapshot.children);
  const invoke = invokes[choice % Math.max(1, invokes.length)];
  if (invoke !== undefined && choice % 3 === 0)
    return { type: "effect.done", invoke, output: { n: choice, list: [1] } };
  if (invoke !== undefined && choice % 7 === 0)
    return { type: "effect.failed", invoke, error: { code: "E", message: "failed" } };
  const type = `xstate.after.${choice % 2 === 0 ? "5" : "soon"}.m.s${choice % 12}`;
  if (choice % 5 === 0) return { type: "timer.fired", timer: type, event: { type } };
  return { type: eventNames[choice % eventNames.length] as string };
}

describe("a step from what the step before gave", () => {
  it("gives what it gives after a restart, for random machines", () => {
    let steps = 0;
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 40, maxLength: 160 }),
        fc.array(fc.nat(10_000), { minLength: 5, maxLength: 25 }),
        (machine, events) => {
          steps += playTwice(flowOf(randomMachine(machine), ["work"]), { init: null }, events, anyEvent);
        },
      ),
      { numRuns: 150 },
    );
    expect(steps).toBeGreaterThan(500);
  }, 60_000);

  it("does so for a robot of all kinds", () => {
    const definition = definitionOf(richRobot, richFunctions);
    const flow = driveRobot(definition);
    const input = { name: "Анна" };
    const texts = toDriveTexts(definition, { locale: "ru", input });
    const init = { init: { input, texts, locale: "ru" } as unknown as Json };
    const pick = (snapshot: FlowSnapshot, choice: number): FlowEvent => {
      if (snapshot.value === "dialing") return { type: "call.answered", by: "human", at: 1 };
      const [invoke, child] = Object.entries(snapshot.children)[0] ?? ["nobody", null];
      const { src = "" } = (child ?? {}) as { readonly src?: string };
      const results = flow.samples?.results?.[src] ?? [null];
      return { type: "effect.done", invoke, output: results[choice % results.length] ?? null };
    };
    let steps = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 8, maxLength: 25 }), (choices) => {
        steps += playTwice(flow, init, choices, pick);
      }),
      { numRuns: 60 },
    );
    expect(steps).toBeGreaterThan(200);
  }, 60_000);

  it("does so for contexts of any JSON, whatever part of it a step puts in anew", () => {
    const put = assign<Kept, Put, undefined, Put, never>(({ context, event }) => ({
      kept: { ...context.kept, [event.at]: event.value },
      last: event.value,
    }));
    const flip = assign<Kept, Put, undefined, Put, never>(({ context }) => ({ last: -Number(context.last) }));
    const machine = createMachine({
      types: {} as { context: Kept; events: Put },
      context: { kept: {}, last: null },
      initial: "one",
      on: { put: { actions: put }, flip: { actions: flip } },
      states: { one: { on: { leave: "two" } }, two: { on: { leave: "one" } }, past: { type: "history" } },
    });
    const flow = defineFlow({ id: "any", version: 1, machine });
    const event = fc.oneof(
      fc.record({
        type: fc.constant("put"),
        at: fc.constantFrom("a", "b", "1", "длинное имя"),
        value: fc.oneof(fc.jsonValue(), fc.constant(-0), fc.constant({ gone: undefined, there: [{}] })),
      }),
      fc.constantFrom({ type: "leave" }, { type: "flip" }),
    );
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 12 }), (events) => {
        playTwice(flow, { init: null }, [...events.keys()], (_, index) => events[index] as FlowEvent);
      }),
    );
  });
});

interface Kept {
  readonly kept: Readonly<Record<string, unknown>>;
  readonly last: unknown;
}

interface Put {
  readonly type: "put" | "flip" | "leave";
  readonly at: string;
  readonly value: unknown;
}

describe("a context that a step changes in place", () => {
  const machine = createMachine({
    context: { list: [] },
    on: {
      grow: {
        actions: assign(({ context }: { context: { list: number[] } }) => ({
          list: (context.list.push(1), context.list),
        })) as never,
      },
    },
  });

  it("is refused, from what the step before gave as after a restart", () => {
    const flow = defineFlow({ id: "in-place", version: 1, machine });
    const { snapshot } = advance(flow, undefined, { init: null });
    const copy = JSON.parse(JSON.stringify(snapshot)) as FlowSnapshot;
    const message = /FLOW_NOT_DURABLE.*changes the context in place/;
    expect(attempt(flow, snapshot, { type: "grow" })).toEqual({ threw: expect.stringMatching(message) as string });
    expect(attempt(flow, copy, { type: "grow" })).toEqual({ threw: expect.stringMatching(message) as string });
  });
});
