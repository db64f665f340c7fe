import { assign, cancel, createMachine, emit, log, raise, sendTo, type AnyStateMachine } from "xstate";
import { toRunnableMachine } from "../../../src/machine/define-flow.ts";

/** Events that random machines know. */
export const eventNames = ["A", "B", "C", "own"] as const;

/** A random statechart: nested, parallel, with guards, assigns, raised, delayed and own events, timers, effects and final states. */
export function randomMachine(choices: readonly number[]): AnyStateMachine {
  const next = tape(choices);
  const names = Array.from({ length: 3 + next(9) }, (_, index) => `s${index}`);
  const states = buildStates([...names], names, next, 0);
  const config = {
    id: "m",
    context: { count: 0 },
    options: { maxIterations: 50 },
    initial: Object.keys(states)[0],
    states,
    on: transitions(names, next, 1),
  };
  const machine: AnyStateMachine = createMachine(config as Parameters<typeof createMachine>[0]);
  const delays = { soon: ({ context }: { context: { count: number } }) => 10 + context.count };
  return toRunnableMachine(machine.provide({ delays } as Parameters<AnyStateMachine["provide"]>[0]), ["work"]);
}

type Next = (below: number) => number;

function tape(choices: readonly number[]): Next {
  let at = 0;
  return (below) => (choices[at++ % choices.length] ?? 0) % below;
}

function buildStates(rest: string[], all: readonly string[], next: Next, depth: number): Record<string, object> {
  const states: Record<string, object> = {};
  const count = depth === 0 ? Infinity : 2 + next(2);
  for (let made = 0; made < count && rest.length > 0; made += 1) {
    const name = rest.shift() as string;
    states[name] = { id: name, ...buildState(name, rest, all, next, depth) };
  }
  return states;
}

function buildState(name: string, rest: string[], all: readonly string[], next: Next, depth: number): object {
  const kind = next(8);
  if (kind === 0 && depth > 0) return { type: "final" };
  const own = {
    ...(next(2) === 0 && { entry: actions(next) }),
    ...(next(3) === 0 && { exit: actions(next) }),
    ...(next(3) === 0 && { tags: [`park:${name}`] }),
    ...(next(3) === 0 && { after: { [["5", "soon"][next(2)] as string]: transition(all, next) } }),
    ...(next(3) === 0 && { always: { ...transition(all, next), guard: below(next(4)), actions: [increment] } }),
    ...(next(3) === 0 && { invoke: invoke(name, all, next) }),
    on: transitions(all, next, 2),
  };
  if (kind <= 3 && depth < 3 && rest.length >= 2) {
    const states = buildStates(rest, all, next, depth + 1);
    const inner = { ...own, states, ...(next(2) === 0 && { onDone: transition(all, next) }) };
    return kind === 1 ? { ...inner, type: "parallel" } : { ...inner, initial: Object.keys(states)[0] };
  }
  return own;
}

const increment = assign({ count: ({ context }: { context: { count: number } }) => context.count + 1 });

function below(limit: number) {
  return ({ context }: { context: { count: number } }) => context.count < limit * 3;
}

function invoke(name: string, all: readonly string[], next: Next): object {
  return {
    ...(next(2) === 0 && { id: `work-${name}` }),
    src: "work",
    input: ({ context }: { context: { count: number } }) => ({ count: context.count }),
    ...(next(3) > 0 && { onDone: transition(all, next) }),
    ...(next(2) === 0 && { onError: transition(all, next) }),
  };
}

function transitions(all: readonly string[], next: Next, count: number): Record<string, object> {
  return Object.fromEntries(
    Array.from({ length: count }, () => [eventNames[next(eventNames.length)] as string, transition(all, next)]),
  );
}

function transition(all: readonly string[], next: Next): object {
  return {
    ...(next(4) > 0 && { target: `#${all[next(all.length)] as string}` }),
    ...(next(3) === 0 && { guard: below(next(4)) }),
    ...(next(4) === 0 && { reenter: true }),
    ...(next(2) === 0 && { actions: actions(next) }),
  };
}

function actions(next: Next): unknown[] {
  const makers = [
    () => increment,
    () => raise({ type: eventNames[next(3)] as string }),
    () => raise({ type: "B" }, { id: "later", delay: 20 }),
    () => cancel("later"),
    () => ({ type: "note", params: { of: next(5) } }),
    () => ({ type: "count", params: ({ context }: { context: { count: number } }) => ({ count: context.count }) }),
    () => "plain",
    () => emit({ type: "told" }),
    () => log("words"),
    () => sendTo("#_internal", { type: "own" }, { id: "mine", delay: 7 }),
  ];
  return Array.from({ length: 1 + next(2) }, () => (makers[next(makers.length)] as () => unknown)());
}
