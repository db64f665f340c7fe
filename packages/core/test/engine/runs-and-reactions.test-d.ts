import { setup } from "xstate";
import { z } from "zod";
import {
  defineFlow,
  defineReaction,
  runWithin,
  startRun,
  type ReactionDefinition,
  type RunRequest,
} from "../../src/index.ts";
import type { Holds, Same } from "../define/same-type.ts";
import { visitReminder } from "../fixtures/visit-reminder.ts";

const packing = defineFlow<{ order: string; boxes: number }, "packed" | "soldOut">({
  id: "packing",
  version: 1,
  machine: setup({}).createMachine({}),
  input: z.object({ order: z.string(), boxes: z.number() }),
  outcomes: ["packed", "soldOut"],
});

const machine = setup({
  types: { context: {} as { order: string; sold: boolean } },
  actors: { "run.start": runWithin<typeof packing>() },
});

/** What a parent may do. */
export const parent = machine.createMachine({
  context: { order: "A-1", sold: false },
  invoke: {
    src: "run.start",
    input: ({ context }) => startRun(packing, { input: { order: context.order, boxes: 2 } }),
    onDone: [
      { guard: ({ event }) => event.output.status === "ended" && event.output.outcome === "soldOut", target: ".sold" },
      // @ts-expect-error -- no such outcome
      { guard: ({ event }) => event.output.outcome === "lost", target: ".sold" },
    ],
  },
  initial: "open",
  states: { open: {}, sold: {} },
});

/** What is inferred. */
export type Inferred = readonly [
  Holds<Same<ReturnType<typeof startRun>, RunRequest>>,
  Holds<Same<typeof reviewed, ReactionDefinition>>,
];

/** Left to itself. */
export const detached = startRun(packing, { input: { order: "A-1", boxes: 1 }, detach: true });

// @ts-expect-error -- boxes are missing
startRun(packing, { input: { order: "A-1" } });

// @ts-expect-error -- a number is no order
startRun(packing, { input: { order: 7, boxes: 1 } });

// @ts-expect-error -- an id alone has no type of input
startRun("packing", { input: { order: "A-1", boxes: 1 } });

/** Of a robot. */
export const reviewed = defineReaction({
  id: "review",
  on: "recording",
  of: visitReminder,
  start: packing,
  input: ({ run, facts, job }) => ({
    order: `${run.id} ${facts.recording?.url ?? ""} ${job?.subject?.id ?? ""}`,
    boxes: run.outcome === "yes" ? 1 : 2,
  }),
});

/** Of a hand-written flow. */
export const afterPacking = defineReaction({
  id: "after-packing",
  on: "ended",
  of: packing,
  start: packing,
  input: ({ run }) => ({ order: run.id, boxes: run.outcome === "packed" ? 1 : 0 }),
});

defineReaction({
  id: "wrong-input",
  on: "ended",
  of: packing,
  start: packing,
  // @ts-expect-error -- boxes are missing
  input: ({ run }) => ({ order: run.id }),
});

defineReaction({
  id: "wrong-outcome",
  on: "ended",
  of: visitReminder,
  start: packing,
  // @ts-expect-error -- the robot has no such outcome
  input: ({ run }) => ({ order: run.id, boxes: run.outcome === "packed" ? 1 : 2 }),
});

defineReaction({
  id: "wrong-occasion",
  // @ts-expect-error -- nobody tells of that
  on: "started",
  of: visitReminder,
  start: packing,
  input: ({ run }) => ({ order: run.id, boxes: 1 }),
});

defineReaction({
  id: "secret",
  on: "ended",
  of: visitReminder,
  start: packing,
  // @ts-expect-error -- the token that completes the CRM's request is not shown
  input: ({ job }) => ({ order: job?.requestToken ?? "", boxes: 1 }),
});

defineReaction({
  id: "no-robot",
  on: "ended",
  of: packing,
  // @ts-expect-error -- a robot needs a call: only a flow can start by itself
  start: visitReminder,
  input: ({ run }: { run: { id: string } }) => ({ name: run.id, time: "" }),
});
