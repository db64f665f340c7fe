import { describe, expect, it } from "vitest";
import { assign, cancel, createMachine, emit, log, raise, sendTo, setup, type AnyStateMachine } from "xstate";
import { advance, defineFlow, effect, record, type Flow } from "../../src/machine/index.ts";
import { FlowRun } from "./support/flow-run.ts";

const flowOf = (machine: AnyStateMachine, effects: readonly string[] = ["work", "other"]): Flow =>
  defineFlow({ id: "test", version: 1, machine, effects });
const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;

const working = setup({
  actors: { work: effect<{ of: string }, number>() },
  actions: { note: record<{ of: number }>() },
  types: { context: {} as { sum: number }, input: {} as { start: number } },
}).createMachine({
  context: ({ input }) => ({ sum: input.start }),
  initial: "busy",
  output: ({ context }) => ({ sum: context.sum }),
  states: {
    busy: {
      invoke: {
        id: "w",
        src: "work",
        input: { of: "day" },
        onDone: {
          target: "over",
          actions: [
            assign({ sum: ({ context, event }) => context.sum + event.output }),
            { type: "note", params: { of: 7 } },
          ],
        },
        onError: { target: "failed" },
      },
      after: { 500: "late" },
    },
    late: { tags: "park:TOO_LATE", on: { again: { target: "busy", reenter: true }, off: "busy" } },
    failed: { on: { again: "busy" } },
    over: { type: "final" },
  },
});

describe("advance", () => {
  it("asks for effects and timers as data when a run starts", () => {
    const run = new FlowRun(flowOf(working), { start: 1 });
    expect(run.commands).toEqual([
      {
        type: "timer.set",
        timer: "xstate.after.500.(machine).busy",
        event: { type: "xstate.after.500.(machine).busy" },
        delayMs: 500,
      },
      { type: "effect.start", invoke: "w", effect: "work", input: { of: "day" } },
    ]);
    expect(run.states).toEqual(["busy"]);
    expect(run.kept).toMatchObject({ status: "active", context: { sum: 1 } });
  });

  it("takes the result of an effect, records in the same step, and ends with an output", () => {
    const run = new FlowRun(flowOf(working), { start: 1 });
    expect(run.done("w", 41)).toEqual([
      { type: "timer.cancel", timer: "xstate.after.500.(machine).busy" },
      { type: "record", name: "note", params: { of: 7 } },
    ]);
    expect(run.output).toEqual({ sum: 42 });
    expect(run.isDone).toBe(true);
    expect(run.send({ type: "again" })).toEqual([]);
  });

  it("parks on entering a state that says so, and tells when the run leaves it", () => {
    const run = new FlowRun(flowOf(working), { start: 1 });
    expect(run.fire()).toEqual([
      { type: "effect.stop", invoke: "w" },
      { type: "park", code: "TOO_LATE" },
    ]);
    expect(run.send({ type: "off" })).toEqual([
      expect.objectContaining({ type: "timer.set" }),
      expect.objectContaining({ type: "effect.start" }),
      { type: "unpark" },
    ]);
  });

  it("drops results and failures that nobody waits for", () => {
    const run = new FlowRun(flowOf(working), { start: 1 });
    run.fire();
    const before = run.kept;
    expect(run.done("w", 41)).toEqual([]);
    expect(run.fail("w", "EFFECT_TIMED_OUT")).toEqual([]);
    expect(run.kept).toEqual(before);
  });

  it("tells the failure that no state handles", () => {
    const machine = createMachine({ initial: "a", states: { a: { invoke: { id: "w", src: "work" } } } });
    const run = new FlowRun(flowOf(machine), null);
    run.fail("w", "VOICE_REJECTED");
    expect(run.failure).toEqual({ code: "VOICE_REJECTED", message: "VOICE_REJECTED" });
    expect(run.isDone).toBe(false);
  });

  it("never lets an effect out that is stopped in the same step, nor a timer", () => {
    const machine = createMachine({
      initial: "a",
      states: {
        a: { on: { go: "b" } },
        b: { invoke: { id: "w", src: "work" }, after: { 100: "a" }, always: "c" },
        c: {},
      },
    });
    expect(new FlowRun(flowOf(machine), null).send({ type: "go" })).toEqual([]);
  });

  it("stops the old effect before it starts the new one of the same name", () => {
    const machine = createMachine({
      initial: "a",
      states: {
        a: {
          invoke: { id: "w", src: "work", onDone: { target: "a", reenter: true } },
          on: { go: { target: "a", reenter: true } },
        },
      },
    });
    const run = new FlowRun(flowOf(machine), null);
    expect(run.send({ type: "go" }).map((command) => command.type)).toEqual(["effect.stop", "effect.start"]);
    expect(run.done("w").map((command) => command.type)).toEqual(["effect.start"]);
  });

  it("keeps delayed events by name, sends own events at once, and emits", () => {
    const machine = createMachine({
      initial: "a",
      states: {
        a: {
          entry: [raise({ type: "later" }, { id: "t", delay: 9 }), log("words")],
          on: {
            go: {
              actions: [
                cancel("t"),
                emit({ type: "told", to: "all" }),
                sendTo(({ self }) => self, { type: "own" }),
                raise({ type: "none" }),
              ],
            },
            own: "b",
          },
        },
        b: {},
      },
    });
    const run = new FlowRun(flowOf(machine), null);
    expect(run.commands).toEqual([{ type: "timer.set", timer: "t", event: { type: "later" }, delayMs: 9 }]);
    expect(run.send({ type: "go" })).toEqual([
      { type: "timer.cancel", timer: "t" },
      { type: "emit", event: { type: "told", to: "all" } },
    ]);
    expect(run.states).toEqual(["b"]);
  });

  it("restores nested, parallel and historic states from JSON", () => {
    const one = {
      initial: "x",
      states: { x: { on: { go: "y" } }, y: { on: { go: "x" } }, h: { type: "history" as const } },
    };
    const two = { initial: "p", states: { p: { on: { go: "q" } }, q: {} } };
    const machine = createMachine({
      initial: "both",
      states: {
        both: { type: "parallel", states: { one, two }, on: { leave: "away" } },
        away: { on: { back: "both.one.h" } },
      },
    });
    const run = new FlowRun(flowOf(machine), null);
    run.send({ type: "go" });
    expect(run.states).toEqual(["both.one.y", "both.two.q"]);
    run.send({ type: "leave" });
    expect(Object.keys(run.kept.historyValue)).toEqual(["(machine).both.one.h"]);
    run.send({ type: "back" });
    expect(run.states).toEqual(["both.one.y", "both.two.p"]);
  });

  it("says at which event a guard or an assign threw, and where; not what it said, which may quote a person", () => {
    const machine = createMachine({
      initial: "a",
      states: {
        a: {
          on: {
            guard: {
              guard: () => {
                throw new Error("no way to +7 916 123-45-67");
              },
              target: "a",
            },
            assign: {
              actions: assign(() => {
                throw new Error("broken");
              }),
            },
          },
        },
      },
    });
    const run = new FlowRun(flowOf(machine), null);
    expect(() => run.send({ type: "guard" })).toThrow(code("FLOW_STEP_FAILED"));
    expect(() => run.send({ type: "guard" })).not.toThrow(/916|no way/);
    expect(() => run.send({ type: "assign" })).toThrow(/at event "assign": Error at advance\.test\.ts:\d+\. /);
    const start = createMachine({
      context: () => {
        throw new Error("no input");
      },
    });
    expect(() => new FlowRun(flowOf(start), null)).toThrow(code("FLOW_STEP_FAILED"));
  });

  it("ends circles instead of hanging", () => {
    const always = createMachine({ initial: "a", states: { a: { always: "b" }, b: { always: "a" } } });
    expect(() => new FlowRun(flowOf(always), null)).toThrow(code("FLOW_STEP_FAILED"));
    const own = createMachine({ on: { go: { actions: sendTo(({ self }) => self, { type: "go" }) } } });
    const run = new FlowRun(flowOf(own), null);
    expect(() => run.send({ type: "go" })).toThrow(/more than 1000 events/);
  });

  it("refuses what a step would leave outside the snapshot", () => {
    const leave =
      (actions: unknown, effects = ["work"]) =>
      () => {
        const machine = createMachine({ context: {}, on: { go: { actions } } } as Parameters<typeof createMachine>[0]);
        new FlowRun(flowOf(machine.provide({ actors: { work: effect() } }), effects), null).send({
          type: "go",
        });
      };
    const spawn = assign({
      child: ({ spawn: make }: { spawn: (src: string, options?: object) => unknown }) => make("work", { id: "c" }),
    });
    expect(leave(spawn)).toThrow(code("FLOW_NOT_DURABLE"));
    expect(leave(assign(() => ({ at: new Date(0) })) as never)).toThrow(/context\.at holds a Date/);
    expect(leave(assign(() => ({ list: [undefined] })) as never)).toThrow(/context\.list\[0\] holds undefined/);
    expect(leave(assign(() => ({ call: () => 1 })) as never)).toThrow(/context\.call holds a function/);
    expect(
      leave(
        assign(({ self }: { self: { send(event: object): void } }) => {
          self.send({ type: "go" });
          return {};
        }) as never,
      ),
    ).toThrow(code("FLOW_STEP_FAILED"));
    expect(leave(assign(() => ({ at: undefined, ok: [null, { deep: 1 }] })) as never)).not.toThrow();
  });

  it("starts with an input only, and only once", () => {
    const flow = flowOf(working);
    expect(() => advance(flow, undefined, { type: "again" })).toThrow(code("FLOW_STEP_FAILED"));
    const { snapshot } = advance(flow, undefined, { init: { start: 1 } });
    expect(() => advance(flow, snapshot, { init: { start: 1 } })).toThrow(code("FLOW_STEP_FAILED"));
  });
});
