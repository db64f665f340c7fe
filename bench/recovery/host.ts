import { createEngine, defineEffect, defineFlow, effect, systemClock, type Engine, type Flow } from "@callwright/core";
import { sqlite } from "@callwright/adapter-sqlite";
import { assign, setup } from "xstate";
import { z } from "zod";

const minute = 60_000;
const account = "office";

/** What a run of the bench waits for. `timer`: half an hour; `effect`: an answer of the outside; `event`: somebody. */
export type Waiting = "event" | "timer" | "effect";

/** How many open runs wait for what. */
export type Load = Readonly<Record<Waiting, number>>;

/** What a former process of the bench is: an hour ago, so that timers of half an hour are due now. */
export const hourAgoMs = -60 * minute;

const input = z.object({ waits: z.enum(["event", "timer", "effect"]), note: z.string() });

const machine = setup({
  types: {
    context: {} as z.infer<typeof input> & { readonly heard: number; readonly answer: string | null },
    input: {} as z.infer<typeof input>,
    output: {} as { readonly outcome: string },
  },
  actors: { "bench.ask": effect<{ of: string }, { answer: string }>() },
  actions: { count: assign({ heard: ({ context }) => context.heard + 1 }) },
}).createMachine({
  id: "patient",
  context: ({ input: given }) => ({ ...given, heard: 0, answer: null }),
  output: { outcome: "over" },
  initial: "choosing",
  states: {
    choosing: {
      always: [
        { guard: ({ context }) => context.waits === "timer", target: "timed" },
        { guard: ({ context }) => context.waits === "effect", target: "asking" },
        { target: "patient" },
      ],
    },
    timed: { after: { [30 * minute]: "over" } },
    asking: {
      invoke: {
        src: "bench.ask",
        id: "ask",
        input: ({ context }) => ({ of: context.note }),
        onDone: { target: "over", actions: assign({ answer: ({ event }) => event.output.answer }) },
      },
    },
    patient: { after: { [7 * 24 * 60 * minute]: "over" }, on: { heard: { actions: "count" }, stop: "over" } },
    over: { type: "final" },
  },
});

/** A run that waits. */
export const patient: Flow<z.infer<typeof input>> = defineFlow({
  id: "patient",
  version: 1,
  machine,
  input,
  outcomes: ["over"],
  effects: ["bench.ask"],
});

/** The host of the bench: it lives by a clock that may go wrong, and its vendor answers look-ups only. */
export async function openHost(path: string, offsetMs: number): Promise<{ engine: Engine; readyMs: number }> {
  const heard = { answer: "it was heard" };
  const ask = defineEffect({
    type: "bench.ask",
    input: z.object({ of: z.string() }),
    output: z.object({ answer: z.string() }),
    repeat: "at-most-once",
    timeoutMs: 120 * minute,
    // The former process dies before it has an answer.
    perform: () => (offsetMs === 0 ? Promise.resolve(heard) : new Promise<never>(() => undefined)),
    reconcile: async () => ({ found: true, output: heard }),
  });
  const startedAt = performance.now();
  let install: (() => Promise<unknown>) | undefined;
  const engine = createEngine({
    publicUrl: "http://127.0.0.1",
    store: sqlite({ path, key: Buffer.alloc(32, "bench").toString("base64") }),
    clock: systemClock(offsetMs),
    adapters: [
      {
        name: "bench",
        contract: 1,
        connect(host) {
          install = () => host.inbox.installed({ adapter: "bench", account, externalId: account, secret: "" });
          return { close: async () => undefined };
        },
      },
    ],
    flows: [patient],
    effects: [ask],
    timings: { settleMs: 1 },
  });
  await engine.ready();
  const readyMs = performance.now() - startedAt;
  if (offsetMs !== 0) await install?.();
  return { engine, readyMs };
}

/** The name of the nth run that waits for something. */
export function keyOf(waits: Waiting, at: number): string {
  return `${waits}-${at}`;
}

/** Starts the runs of a load. @returns ids of the runs that wait for an event */
export async function startLoad(engine: Engine, load: Load): Promise<readonly string[]> {
  const office = engine.account(account);
  const ids: string[] = [];
  const note = "Перезвонить после обеда и уточнить адрес доставки. ".repeat(8);
  for (const waits of ["event", "timer", "effect"] as const) {
    for (let from = 0; from < load[waits]; from += 1_000) {
      const page = Array.from({ length: Math.min(1_000, load[waits] - from) }, (_, at) => from + at);
      const runs = await Promise.all(
        page.map((at) => office.start(patient, { input: { waits, note }, idempotencyKey: keyOf(waits, at) })),
      );
      if (waits === "event") ids.push(...runs.map(({ id }) => id));
    }
  }
  return ids;
}

/** Gives a run an event that it counts. */
export async function tellRun(engine: Engine, id: string): Promise<string> {
  return (await engine.account(account).findRun(id)).send({ type: "heard" });
}
