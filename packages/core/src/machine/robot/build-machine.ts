import { assign, createMachine, type AnyStateMachine, type EventObject, type MachineContext } from "xstate";
import { endingCircles, placeholdersFor } from "../define-flow.ts";

/** A number of milliseconds that the context decides. */
export type DelayOf<Context> = (facts: { readonly context: Context }) => number;

/**
 * A machine from a generated configuration. XState's types follow hand-written literals; generated ones they cannot know, so the
 * room's property tests stand in for them.
 */
export function buildMachine<Context>(
  config: object,
  effects: readonly string[],
  delays: Readonly<Record<string, DelayOf<Context>>> = {},
): AnyStateMachine {
  // All at once: each provide() makes the whole machine anew.
  const implementations = { delays, actors: placeholdersFor(effects) };
  const machine: AnyStateMachine = createMachine(
    config as Parameters<typeof createMachine>[0],
    implementations as Parameters<typeof createMachine>[1],
  );
  return endingCircles(machine);
}

/** Name of a node's state, apart from the names of all other states. */
export function nodeStateId(node: string): string {
  return `node:${node}`;
}

/** A node's state as the target of a transition. */
export function nodeStateTarget(node: string): string {
  return `#${stateKey(nodeStateId(node))}`;
}

/** The key of a state where XState would read a path: a dot in it is no step inside (xstate 5.33). */
export function stateKey(key: string): string {
  return key.replace(/[\\.]/g, "\\$&");
}

/** An assign whose event is what the transition says it is; generated configurations tell XState nothing about it. */
export function change<Context extends object, Event>(
  next: (facts: { readonly context: Context; readonly event: Event }) => Partial<Context>,
): object {
  return assign<MachineContext, EventObject, undefined, EventObject, never>(next);
}
