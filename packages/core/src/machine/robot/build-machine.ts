import { assign, createMachine, type AnyStateMachine, type EventObject, type MachineContext } from "xstate";
import { toRunnableMachine } from "../define-flow.ts";

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
  const machine: AnyStateMachine = createMachine(config as Parameters<typeof createMachine>[0]);
  return toRunnableMachine(machine.provide({ delays } as Parameters<AnyStateMachine["provide"]>[0]), effects);
}

/** Name of a node's state for targets, apart from the names of all other states. */
export function nodeStateId(node: string): string {
  return `node:${node}`;
}

/** An assign whose event is what the transition says it is; generated configurations tell XState nothing about it. */
export function change<Context extends object, Event>(
  next: (facts: { readonly context: Context; readonly event: Event }) => Partial<Context>,
): object {
  return assign<MachineContext, EventObject, undefined, EventObject, never>(next);
}
