import { assign, createMachine } from "xstate";
import { z } from "zod";
import {
  declareEffect,
  RunEngine,
  type RunEngineSettings,
  type EffectDeclaration,
  type EffectVariant,
  type RunEvent,
  type VendorSettings,
} from "../../../src/engine/index.ts";
import { defineFlow, type Flow } from "../../../src/machine/index.ts";
import type { Json, LoggerPort, RunRow, StorePort } from "../../../src/ports/index.ts";
import { createVirtualClock, memoryStore, type VirtualClock } from "../../../src/testing/index.ts";

type Config = Parameters<typeof createMachine>[0];

/** A flow with the one effect `work`: whose result it keeps as `got`, and that it may ask for again. */
export function workFlow(id = "work-flow", version = 1): Flow {
  const keep = assign({ got: ({ event }: { event: { output?: unknown } }) => event.output ?? null });
  return flowOf(id, version, {
    context: { got: null },
    initial: "working",
    states: {
      working: {
        invoke: { id: "work", src: "work", input: { n: 1 }, onDone: { target: "waiting", actions: keep } },
        on: { skip: "waiting" },
      },
      waiting: { on: { again: "working", finish: "over" } },
      over: { type: "final" },
    },
    output: ({ context }: { context: { got: unknown } }) => ({ outcome: "done", got: context.got }),
  });
}

/** A flow that only counts the events `tick` until `finish`. */
export function countFlow(id = "count-flow", version = 1): Flow {
  return flowOf(id, version, {
    context: { ticks: 0 },
    initial: "counting",
    states: {
      counting: {
        on: {
          tick: { actions: assign({ ticks: ({ context }: { context: { ticks: number } }) => context.ticks + 1 }) },
          finish: "over",
        },
      },
      over: { type: "final" },
    },
    output: ({ context }: { context: { ticks: number } }) => ({ outcome: "done", ticks: context.ticks }),
  });
}

/** A flow from a machine written as plain data. */
export function flowOf(id: string, version: number, config: object): Flow {
  return defineFlow({ id, version, machine: createMachine(config as Config), effects: ["work"] });
}

/** The effect `work` with the parts that a test cares for. */
export function work(parts: Partial<EffectDeclaration> = {}): EffectDeclaration {
  return declareEffect({
    type: "work",
    input: z.unknown(),
    output: z.unknown(),
    timeoutMs: 60_000,
    repeat: "idempotent",
    retryDelaysMs: [1_000, 5_000],
    perform: async () => "worked",
    ...parts,
  });
}

/** What an engine of a test is opened with. */
export interface OpenOptions {
  readonly flows?: readonly Flow[];
  readonly effect?: EffectDeclaration;
  readonly vendors?: VendorSettings;
  readonly store?: StorePort;
  readonly clock?: VirtualClock;
  readonly variant?: EffectVariant;
  readonly logger?: LoggerPort;
  readonly allowChangedFlows?: boolean;
  readonly onJobDue?: RunEngineSettings["onJobDue"];
}

/** An engine of runs with its store and clock. */
export interface OpenEngine {
  readonly engine: RunEngine;
  readonly store: StorePort;
  readonly clock: VirtualClock;
  /** Starts a run and lets everything happen that is due. */
  start(id: string, flow: string, input?: Json): Promise<void>;
  /** Gives a run an event and lets everything happen that is due. */
  send(id: string, event: RunEvent, dedupeKey?: string): Promise<"applied" | "duplicate" | "over">;
  run(id: string): Promise<RunRow | undefined>;
}

/** What a test's logger heard. */
export interface HeardLine {
  readonly level: string;
  readonly code: unknown;
  readonly message: string;
}

/** A logger that remembers. */
export function listeningLogger(): LoggerPort & { readonly lines: readonly HeardLine[] } {
  const lines: HeardLine[] = [];
  const hear = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) =>
    void lines.push({ level, code: fields["code"], message });
  return { lines, debug: hear("debug"), info: hear("info"), warn: hear("warn"), error: hear("error") };
}

/** Opens the store, if it is not open, and starts an engine on it. */
export async function openEngine(options: OpenOptions = {}): Promise<OpenEngine> {
  const { clock = createVirtualClock(), store = memoryStore(), flows = [workFlow(), countFlow()] } = options;
  const engine = new RunEngine({
    store,
    clock,
    logger: options.logger ?? listeningLogger(),
    flows,
    effects: [options.effect ?? work()],
    ...options.vendors,
    onJobDue: options.onJobDue ?? (async () => undefined),
    variant: options.variant ?? "reconcile",
    allowChangedFlows: options.allowChangedFlows ?? false,
  });
  await store.open();
  await engine.start();
  return {
    engine,
    store,
    clock,
    async start(id, flow, input = null) {
      await engine.inLane(id, async (given) => given.start({ id, account: "a", flow, input, job: null }));
      await clock.settle();
    },
    async send(id, event, dedupeKey) {
      const result = await engine.dispatch(id, event, dedupeKey);
      await clock.settle();
      return result;
    },
    run: (id) => engine.findRun(id),
  };
}
