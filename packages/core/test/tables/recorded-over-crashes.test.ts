import { expect, it } from "vitest";
import { assign, setup } from "xstate";
import { z } from "zod";
import { defineEffect, defineFlow, effect, record } from "../../src/index.ts";
import { assertSurvived, crashTest } from "../../src/testing/index.ts";
import { visitFlow, visits } from "./visits.ts";

it("records the same rows wherever the process dies", async () => {
  const report = await crashTest(visitFlow, {
    input: { visit: "v1" },
    tables: [visits],
    events: [
      { afterMs: 1_000, event: { type: "keep", at: 5 } },
      { afterMs: 2_000, event: { type: "swap", other: "v2" } },
      { afterMs: 3_000, event: { type: "finish" } },
    ],
    deathsPerPoint: 1,
  });
  assertSurvived(report);
  expect(report.worlds).toBeGreaterThan(10);
});

it("tells when the rows are others", async () => {
  const machine = setup({
    types: { context: {} as { readonly n: number } },
    actors: { count: effect<object, number>() },
  }).createMachine({
    context: { n: 0 },
    initial: "counting",
    states: {
      counting: {
        invoke: {
          src: "count",
          input: {},
          onDone: { target: "over", actions: assign({ n: ({ event }) => event.output }) },
        },
      },
      over: {
        type: "final",
        entry: record(visits, ({ context }) => ({ id: "v", status: "kept", at: context.n })),
      },
    },
  });
  const flow = defineFlow({ id: "counting", version: 1, machine, effects: ["count"] });
  const effects = () => {
    let calls = 0;
    return [
      defineEffect({
        type: "count",
        input: z.object({}),
        output: z.number(),
        repeat: "may-repeat",
        perform: async () => (calls += 1),
      }),
    ];
  };
  const report = await crashTest(flow, { input: null, tables: [visits], effects, deathsPerPoint: 1 });
  const problems = report.failures.flatMap((failure) => failure.problems);
  expect(problems).toContain("the rows of table visits are others than without faults");
});
