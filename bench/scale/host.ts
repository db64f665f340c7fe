import { createEngine, defineEffect, defineFlow, effect, type Engine, type Flow } from "@callwright/core";
import { sqlite } from "@callwright/adapter-sqlite";
import { assign, setup } from "xstate";
import { z } from "zod";

/** The account of the bench. */
export const account = "office";

const input = z.object({ note: z.string() });
const minute = 60_000;

const machine = setup({
  types: {
    context: {} as z.infer<typeof input> & { readonly heard: number; readonly mark: string },
    input: {} as z.infer<typeof input>,
    output: {} as { readonly outcome: string },
  },
  actors: { "bench.mark": effect<{ of: string }, { mark: string }>() },
  actions: { count: assign({ heard: ({ context }) => context.heard + 1 }) },
}).createMachine({
  id: "listener",
  context: ({ input: { note } }) => ({ note, heard: 0, mark: "" }),
  output: { outcome: "over" },
  initial: "marking",
  states: {
    marking: {
      invoke: {
        src: "bench.mark",
        id: "mark",
        input: ({ context }) => ({ of: context.note.slice(0, 40) }),
        onDone: { target: "listening", actions: assign({ mark: ({ event }) => event.output.mark }) },
      },
    },
    listening: { after: { [7 * 24 * 60 * minute]: "over" }, on: { heard: { actions: "count" }, stop: "over" } },
    over: { type: "final" },
  },
});

/** A run that marks itself outside, and counts what it hears. */
export const listener: Flow<z.infer<typeof input>> = defineFlow({
  id: "listener",
  version: 1,
  machine,
  input,
  outcomes: ["over"],
  effects: ["bench.mark"],
});

/** An engine on a store. `install` makes the bench's account; `startedMs` is the time until it was ready. */
export async function openHost(path: string): Promise<{
  readonly engine: Engine;
  readonly startedMs: number;
  readonly startedCpuMs: number;
  readonly install: () => Promise<unknown>;
}> {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  let install: () => Promise<unknown> = () => Promise.resolve();
  const mark = defineEffect({
    type: "bench.mark",
    input: z.object({ of: z.string() }),
    output: z.object({ mark: z.string() }),
    repeat: "idempotent",
    perform: async (_, { key }) => ({ mark: key }),
  });
  const engine = createEngine({
    publicUrl: "http://127.0.0.1",
    store: sqlite({ path, key: Buffer.alloc(32, "bench").toString("base64") }),
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
    flows: [listener],
    effects: [mark],
  });
  await engine.ready();
  const startedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  return { engine, startedMs, startedCpuMs: (user + system) / 1_000, install: () => install() };
}
