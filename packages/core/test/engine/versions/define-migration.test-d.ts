import { defineMigration, type Flow, type Migration, type RobotDefinition } from "../../../src/index.ts";

declare const flow1: Flow<{ to: string }, "paid">;
declare const flow2: Flow<{ to: string }, "paid" | "late">;
declare const robot1: RobotDefinition<{ name: string }, "yes">;
declare const robot2: RobotDefinition<{ name: string }, "yes" | "no">;

const states = { waiting: "open.unpaid" };

export const good: readonly Migration[] = [
  defineMigration({ from: flow1, to: flow2 }),
  defineMigration({ from: { id: "order", version: 1 }, to: flow2, states, timers: { old: null, other: "new" } }),
  defineMigration({ from: flow1, to: flow2, context: (context) => ({ ...context, more: 1 }), invokes: { a: "b" } }),
  defineMigration({ from: robot1, to: robot2, steps: { ask: "question" }, slots: (slots) => ({ ...slots }) }),
];

// @ts-expect-error A migration leads somewhere.
defineMigration({ from: flow1 });

// @ts-expect-error A flow has states, not steps.
defineMigration({ from: flow1, to: flow2, steps: { ask: "question" } });

// @ts-expect-error A robot has steps, not states.
defineMigration({ from: robot1, to: robot2, states });

// @ts-expect-error A robot and a flow are no versions of each other.
defineMigration({ from: robot1, to: flow2 });

// @ts-expect-error A dropped timer is null, not false.
defineMigration({ from: flow1, to: flow2, timers: { old: false } });

// @ts-expect-error A context is an object.
defineMigration({ from: flow1, to: flow2, context: () => "none" });
