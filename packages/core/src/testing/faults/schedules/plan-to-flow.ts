import { assign, createMachine } from "xstate";
import { defineFlow, startRun, startRunEffect, type Flow } from "../../../machine/index.ts";
import type { EffectKind, FlowPlan, StatePlan } from "./flow-plan.ts";

interface Noted {
  readonly context: { readonly steps: number; readonly trace: number };
  readonly event: { readonly type: string; readonly output?: { readonly key?: string } };
}

/** Keeps in the context what happened, and in which order, as one number. */
const note = assign({
  steps: ({ context }: Noted) => context.steps + 1,
  trace: ({ context, event }: Noted) => mix(context.trace, `${event.type} ${event.output?.key ?? ""}`),
});

/** The flow of a plan, made with `defineFlow` as a user's. */
export function planToFlow(plan: FlowPlan, id: string): Flow<unknown, "over"> {
  const regions = plan.regions.map((states, index) => regionOf(states, index, plan.effects));
  const context = { steps: 0, trace: 0 };
  const output = ({ context }: { context: object }) => ({ outcome: "over", ...context });
  const [only] = regions;
  const config =
    regions.length === 1
      ? { ...only, context, output }
      : {
          type: "parallel",
          context,
          output,
          states: Object.fromEntries(regions.map((region, n) => [`r${n}`, region])),
        };
  return defineFlow<unknown, "over">({
    id,
    version: 1,
    machine: createMachine(config as Parameters<typeof createMachine>[0]),
    outcomes: ["over"],
    effects: [...new Set(plan.effects.map((kind, index) => (kind === "child" ? startRunEffect : effectType(index))))],
  });
}

/** The type of the n-th effect. */
export function effectType(index: number): string {
  return `random.effect-${index}`;
}

let child: Flow<unknown, "over"> | undefined;

/** The flow that runs of the kind `child` are of: asks once, rests, and is over. */
export function childFlow(): Flow<unknown, "over"> {
  child ??= defineFlow<unknown, "over">({
    id: "random-child",
    version: 1,
    outcomes: ["over"],
    effects: ["random.child"],
    machine: createMachine({
      initial: "asking",
      states: {
        asking: { invoke: { id: "ask", src: "random.child", input: {}, onDone: "resting", onError: "resting" } },
        resting: { after: { 90_000: "over" } },
        over: { type: "final" },
      },
      output: { outcome: "over" },
    }),
  });
  return child;
}

function regionOf(states: readonly StatePlan[], region: number, effects: readonly EffectKind[]): object {
  const target = (index: number) => (index < 0 ? "over" : `s${index}`);
  const leads = (index: number) => ({ target: target(index), reenter: true, actions: note });
  const nodes = states.map((state, index) => {
    const node = {
      ...(state.effect !== null && {
        invoke: {
          id: `r${region}s${index}`,
          ...(effects[state.effect] === "child"
            ? { src: startRunEffect, input: startRun(childFlow(), { input: null }) }
            : { src: effectType(state.effect), input: { state: index } }),
          onDone: leads(state.done),
          onError: leads(state.failed),
        },
      }),
      ...(state.timer && { after: { [state.timer.delayMs]: leads(state.timer.target) } }),
      on: Object.fromEntries(Object.entries(state.on).map(([name, index]) => [name, leads(index)])),
    };
    return [`s${index}`, node] as const;
  });
  return { initial: "s0", states: { ...Object.fromEntries(nodes), over: { type: "final" } } };
}

function mix(trace: number, text: string): number {
  let mixed = trace;
  for (const letter of text) mixed = (Math.imul(mixed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return mixed;
}
