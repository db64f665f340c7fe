import { type AnyStateMachine } from "xstate";
/** A number of milliseconds that the context decides. */
export type DelayOf<Context> = (facts: { readonly context: Context }) => number;
/**
 * A machine from a generated configuration. XState's types follow hand-written literals; generated ones they cannot know, so the
 * room's property tests stand in for them.
 */
export declare function buildMachine<Context>(
  config: object,
  effects: readonly string[],
  delays?: Readonly<Record<string, DelayOf<Context>>>,
): AnyStateMachine;
/** Name of a node's state for targets, apart from the names of all other states. */
export declare function nodeStateId(node: string): string;
/** An assign whose event is what the transition says it is; generated configurations tell XState nothing about it. */
export declare function change<Context extends object, Event>(
  next: (facts: { readonly context: Context; readonly event: Event }) => Partial<Context>,
): object;
