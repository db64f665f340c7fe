import { describe, expect, it } from "vitest";
import { createMachine } from "xstate";
import { z } from "zod";
import { defineEffect, defineFlow, defineReaction, startRun } from "../../src/index.ts";
import { playLives, type Aftermath, type ProcessDeath, type VirtualEngine } from "../../src/testing/index.ts";

const second = 1_000;

/** A child that asks for an effect, waits a minute, and is over. */
const child = defineFlow<{ n: number }, "done">({
  id: "child",
  version: 1,
  machine: createMachine({
    initial: "working",
    states: {
      working: { invoke: { id: "work", src: "work", input: {}, onDone: "resting" } },
      resting: { after: { 60_000: "over" } },
      over: { type: "final" },
    },
    output: { outcome: "done" },
  }),
  input: z.object({ n: z.number() }),
  outcomes: ["done"],
  effects: ["work"],
});

const region = (n: number) => ({
  initial: "on",
  states: {
    on: { invoke: { id: `child-${n}`, src: "run.start", input: startRun(child, { input: { n } }), onDone: "off" } },
    off: { type: "final" as const },
  },
});

const parent = defineFlow<unknown, "done">({
  id: "parent",
  version: 1,
  machine: createMachine({
    initial: "waiting",
    states: {
      waiting: { type: "parallel", states: { one: region(1), two: region(2), three: region(3) }, onDone: "over" },
      over: { type: "final" },
    },
    output: { outcome: "done" },
  }),
  outcomes: ["done"],
  effects: ["run.start"],
});

const survey = defineFlow<{ of: string }>({
  id: "survey",
  version: 1,
  machine: createMachine({ initial: "over", states: { over: { type: "final" } } }),
  input: z.object({ of: z.string() }),
});

const reactions = [
  defineReaction({ id: "survey", on: "ended", of: parent, start: survey, input: ({ run }) => ({ of: run.id }) }),
];

/** Starts a parent and one beside it; cancels the first when told to. */
function play(cancelAfterMs: number | undefined, deaths: readonly ProcessDeath[]): Promise<Aftermath> {
  const work = defineEffect({
    type: "work",
    input: z.object({}),
    output: z.null(),
    repeat: "idempotent",
    perform: async () => null,
  });
  const start = (idempotencyKey: string) => ({
    afterMs: 0,
    act: ({ account }: VirtualEngine) => account.start(parent, { input: null, idempotencyKey }),
  });
  const cancel = {
    afterMs: cancelAfterMs ?? 0,
    act: async (world: VirtualEngine) => {
      const run = await world.account.start(parent, { input: null, idempotencyKey: "first" });
      await run.cancel("enough");
    },
  };
  return playLives({
    engine: { flows: [parent, child, survey], reactions },
    effects: () => [work],
    happenings: [start("first"), start("beside"), ...(cancelAfterMs === undefined ? [] : [cancel])],
    deaths,
    endsAfterMs: 300 * second,
  });
}

/** What must be the same in every world. */
function endsOf({ rows }: Aftermath): readonly unknown[] {
  return rows.runs
    .map(({ id, status, outcome, output, open, parent }) => ({ id, status, outcome, output, open, parent }))
    .sort((one, two) => one.id.localeCompare(two.id));
}

describe.each([
  ["whose children end", undefined, { ended: 10 }],
  ["that is cancelled with three children in flight", 30 * second, { cancelled: 4, ended: 5 }],
])("a parent %s", (_, cancelAfterMs, counts) => {
  it("leaves the same runs whichever fault point the process dies at", { timeout: 120_000 }, async () => {
    const expected = await play(cancelAfterMs, []);
    const statuses = expected.rows.runs.map(({ status }) => status);
    expect(statuses.sort()).toEqual(
      Object.entries(counts).flatMap(([status, count]) => Array<string>(count).fill(status)),
    );
    const played: number[] = [];
    for (const [point, count] of expected.passes[0] ?? []) {
      for (const hit of new Set([1, count])) {
        const world = await play(cancelAfterMs, [{ point, hit }]);
        played.push(world.deaths.length);
        expect(endsOf(world), `${point} ${hit}`).toEqual(endsOf(expected));
        expect(world.rows.timers).toEqual([]);
      }
    }
    expect(played.length).toBeGreaterThan(30);
    expect(new Set(played)).toEqual(new Set([1]));
  });
});
