import { describe, expect, it } from "vitest";
import {
  assign,
  createMachine,
  enqueueActions,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  raise,
  sendTo,
  setup,
  spawnChild,
} from "xstate";
import { z } from "zod";
import { checkFlow, defineFlow, effect, record, type Flow } from "../../src/machine/index.ts";

type Config = Parameters<typeof createMachine>[0];

const define = (config: object, implementations: object = {}, more: object = {}): Flow =>
  defineFlow({
    id: "f",
    version: 1,
    machine: createMachine(config as Config).provide(implementations as never),
    effects: ["work"],
    ...more,
  });
const invoking = (src: unknown, more: object = {}) => ({
  initial: "talking",
  states: { talking: { invoke: [{ src: "work" }, { src, ...more }] } },
});
const acting = (action: unknown) => ({
  initial: "talking",
  states: { talking: { on: { go: { actions: ["plain", action] } } } },
});
const refusal = (place: string, reason: RegExp) =>
  expect.objectContaining({
    code: "FLOW_NOT_DURABLE",
    details: expect.objectContaining({ place, reason: expect.stringMatching(reason) as string }) as object,
  }) as Error;

describe("defineFlow", () => {
  it("takes a machine that only names what it wants", () => {
    const machine = setup({
      types: { context: {} as { tries: number }, events: {} as { type: "go" } },
      actors: { work: effect<{ of: string }, number>() },
      actions: { note: record<{ of: number }>(), bump: assign({ tries: ({ context }) => context.tries + 1 }) },
    }).createMachine({
      context: { tries: 0 },
      initial: "a",
      states: {
        a: {
          entry: ["bump", raise({ type: "go" }, { id: "later", delay: 5 })],
          invoke: {
            src: "work",
            input: { of: "x" },
            onDone: { target: "b", actions: { type: "note", params: ({ event }) => ({ of: event.output }) } },
          },
          on: { go: { actions: enqueueActions(({ enqueue }) => enqueue("bump")) } },
        },
        b: { entry: sendTo(({ self }) => self, { type: "go" }), type: "final" },
      },
    });
    const flow = defineFlow({
      id: "good",
      version: 2,
      machine,
      effects: ["work"],
      outcomes: ["done"],
      input: z.object({ n: z.number() }),
    });
    expect(flow).toMatchObject({ kind: "flow", id: "good", version: 2, effects: ["work"], outcomes: ["done"] });
    expect(flow.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(checkFlow(flow).visited).toEqual(["a", "b"]);
  });

  it("has a fingerprint that id and version alone decide", () => {
    const one = (version: number) => define({}, {}, { version }).fingerprint;
    expect(one(1)).toBe(one(1));
    expect(one(1)).not.toBe(one(2));
  });

  it.each([
    ["promise logic", fromPromise(() => Promise.resolve(1))],
    ["callback logic", fromCallback(() => undefined)],
    ["an observable", fromObservable(() => ({ subscribe: () => ({ unsubscribe: () => undefined }) }))],
    ["transition logic", fromTransition((state: number) => state, 0)],
    ["a machine", createMachine({})],
  ])("refuses %s, inline and in setup", (kind, logic) => {
    expect(() => define(invoking(logic))).toThrow(
      refusal("state talking, invoke 2", new RegExp(`^${kind} is given inline`)),
    );
    expect(() => define(invoking("work"), { actors: { work: logic } })).toThrow(
      refusal("state talking, invoke 1", new RegExp(`"work" is ${kind}`)),
    );
    expect(() => define(invoking("work"), { actors: { work: effect() } })).not.toThrow();
  });

  it("refuses effects that it does not declare, invoked or spawned", () => {
    const unknown = expect.objectContaining({
      code: "FLOW_UNKNOWN_EFFECT",
      details: { flow: "f", effect: "wrok" },
    }) as Error;
    expect(() => define(invoking("wrok"))).toThrow(unknown);
    expect(() => define(acting(spawnChild("wrok" as never, { id: "x" })))).toThrow(unknown);
    expect(() => define(acting(spawnChild("work" as never, { id: "x" })))).not.toThrow();
  });

  it("refuses what lives in memory only", () => {
    expect(() => define(invoking("work", { systemId: "one" }))).toThrow(refusal("state talking, invoke 2", /systemId/));
    expect(() => define(invoking("work", { onSnapshot: {} }))).toThrow(refusal("state talking, invoke 2", /onDone/));
  });

  it("refuses inline actions wherever they stand", () => {
    const act = () => undefined;
    const inline = /inline action/;
    expect(() => define(acting(act))).toThrow(refusal("state talking, on go, action 2", inline));
    expect(() => define({ entry: act })).toThrow(refusal("the machine, entry action 1", inline));
    expect(() => define({ initial: "a", states: { a: { exit: ["plain", act] } } })).toThrow(
      refusal("state a, exit action 2", inline),
    );
    expect(() => define({ initial: "a", states: { a: { always: { actions: act } } } })).toThrow(
      refusal("state a, always, action 1", inline),
    );
    expect(() => define({ initial: { target: "a", actions: act }, states: { a: {} } })).toThrow(
      refusal("the machine, initial, action 1", inline),
    );
    expect(() =>
      define({ initial: "a", states: { a: { invoke: { src: "work", id: "w", onDone: { actions: act } } } } }),
    ).toThrow(refusal("state a, on xstate.done.actor.w, action 1", inline));
    expect(() =>
      define({ initial: "a", states: { a: { initial: "b", states: { b: { after: { 5: { actions: act } } } } } } }),
    ).toThrow(refusal("state a.b, on xstate.after.5.(machine).a.b, action 1", inline));
  });

  it("refuses a named action with code of its own, and takes one that is a record or an assign", () => {
    const named = (implementation: unknown) => () => define(acting("plain"), { actions: { plain: implementation } });
    expect(named(() => undefined)).toThrow(
      refusal("state talking, on go, action 1", /action "plain" has code of its own/),
    );
    expect(named(record())).not.toThrow();
    expect(named(assign({}))).not.toThrow();
  });

  it("refuses inline code that is enqueued only while a step runs", () => {
    const flow = define({ on: { go: { actions: enqueueActions(({ enqueue }) => enqueue(() => undefined)) } } });
    expect(() => checkFlow(flow)).toThrow(refusal("event go", /brings its own code/));
  });

  it("refuses delayed events without an id, and messages to others", () => {
    const later = (options: object) => define(acting(raise({ type: "x" }, { delay: 5, ...options })));
    expect(() => later({})).toThrow(refusal("state talking, on go, action 2", /no id/));
    expect(() => later({ id: "t" })).not.toThrow();
    expect(() => define(acting(sendTo("other", { type: "x" })))).toThrow(
      refusal("state talking, on go, action 2", /"other"/),
    );
    expect(() => define(acting(spawnChild("work" as never)))).toThrow(
      refusal("state talking, on go, action 2", /no id/),
    );
  });

  it("refuses a delay that nobody defines, which would fire at once", () => {
    const waiting = { initial: "a", states: { a: { after: { soon: "b" } }, b: {} } };
    expect(() => define(waiting)).toThrow(refusal("state a, after soon", /unknown/));
    expect(() => define(waiting, { delays: { soon: 5 } })).not.toThrow();
  });

  it.each([
    ["a function", { call: () => 1 }, "context.call"],
    ["a Date", { at: new Date(0) }, "context.at"],
    ["a Map", { deep: { map: new Map() } }, "context.deep.map"],
    ["undefined", { list: [undefined] }, "context.list[0]"],
    ["NaN", { n: Number.NaN }, "context.n"],
    ["a bigint", { n: 1n }, "context.n"],
  ])("refuses a context with %s", (found, context, place) => {
    expect(() => define({ context })).toThrow(refusal(place, new RegExp(found)));
  });

  it("takes a context of plain JSON", () => {
    expect(() => define({ context: { list: [1, null, "x"], deep: { yes: true }, absent: undefined } })).not.toThrow();
  });

  it("refuses schemas that do not survive JSON, and takes those that do", () => {
    const input = (schema: z.ZodType) => () => define({}, {}, { input: schema });
    const problem = (path: string) =>
      expect.objectContaining({
        code: "FLOW_SCHEMA_NOT_JSON",
        details: expect.objectContaining({ path }) as object,
      }) as Error;
    expect(input(z.object({ at: z.date() }))).toThrow(problem("at"));
    expect(input(z.object({ n: z.number().refine((n) => n % 2 === 0) }))).toThrow(problem("n"));
    expect(input(z.object({ deep: z.object({ s: z.string().transform(Number) }) }))).toThrow(problem("deep.s"));
    expect(
      input(z.object({ at: z.iso.datetime(), n: z.number().min(1), tags: z.array(z.enum(["a", "b"])) })),
    ).not.toThrow();
  });
});

describe("checkFlow", () => {
  const stepping = (guard: () => boolean) =>
    define({ initial: "a", states: { a: { on: { go: { guard, target: "b" } } }, b: {} } });
  const notDeterministic = (place: string) =>
    expect.objectContaining({ code: "FLOW_NOT_DETERMINISTIC", details: { flow: "f", place } }) as Error;

  it("finds clocks", () => {
    expect(() => checkFlow(define({ context: () => ({ at: Date.now() }) }))).toThrow(notDeterministic("the start"));
    expect(() => checkFlow(define({ context: () => ({ at: new Date().toISOString() }) }))).toThrow(
      notDeterministic("the start"),
    );
    expect(() => checkFlow(define({ on: { go: { actions: assign({ day: () => new Date().getDate() }) } } }))).toThrow(
      notDeterministic("event go"),
    );
    const until = Date.now() + 3_600_000;
    expect(() => checkFlow(stepping(() => Date.now() < until))).toThrow(notDeterministic("state a, event go"));
  });

  it("finds chance", () => {
    expect(() => checkFlow(stepping(() => Math.random() < 0.5))).toThrow(notDeterministic("state a, event go"));
    expect(() => checkFlow(define({ context: () => ({ id: crypto.randomUUID() }) }))).toThrow(
      notDeterministic("the start"),
    );
  });

  it("finds memory outside the snapshot", () => {
    let calls = 0;
    expect(() => checkFlow(define({ on: { go: { actions: assign({ calls: () => (calls += 1) }) } } }))).toThrow(
      notDeterministic("event go"),
    );
  });

  it("leaves clock and chance as they were", () => {
    const [RealDate, random] = [globalThis.Date, Math.random];
    expect(() => checkFlow(define({ context: () => ({ at: Date.now() }) }))).toThrow();
    expect([globalThis.Date, Math.random]).toEqual([RealDate, random]);
  });

  it("takes dates that come from the input", () => {
    const flow = define(
      {
        context: ({ input }: { input: { at: string } }) => ({
          at: new Date(input.at).getTime(),
          iso: new Date(Date.parse(input.at)).toISOString(),
        }),
      },
      {},
      { input: z.object({ at: z.iso.datetime() }) },
    );
    expect(() => checkFlow(flow)).not.toThrow();
  });

  it("finds contexts that are changed in place", () => {
    const flow = define({
      context: { list: [] },
      on: {
        go: {
          actions: assign(({ context }: { context: { list: number[] } }) => ({
            list: (context.list.push(1), context.list),
          })),
        },
      },
    });
    expect(() => checkFlow(flow)).toThrow(refusal("event go", /in place/));
  });

  it("finds actors that are spawned inside an assign", () => {
    const child = assign({
      child: ({ spawn }: { spawn: (src: string, options: object) => unknown }) => spawn("work", { id: "c" }),
    });
    expect(() => checkFlow(define({ context: {}, on: { go: { actions: child } } }))).toThrow(
      refusal("event go", /spawned inside an assign/),
    );
  });

  it("finds what stands behind samples, and goes on where a made-up value does not fit", () => {
    const flow = define(
      {
        initial: "a",
        states: {
          a: {
            on: {
              go: {
                guard: ({ event }: { event: { deep: { word: string } } }) => event.deep.word === "open",
                target: "b",
              },
            },
          },
          b: {},
        },
      },
      {},
    );
    expect(checkFlow(flow).visited).toEqual(["a"]);
    expect(checkFlow(flow, { samples: { events: { go: [{ deep: { word: "open" } }] } } }).visited).toEqual(["a", "b"]);
  });
});
