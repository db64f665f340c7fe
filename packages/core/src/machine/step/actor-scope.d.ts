import { type AnyActorScope, type ExecutableActionObject } from "xstate";
/**
 * The surroundings that XState's pure step needs, without an actor per step: actions are collected, nothing is executed.
 *
 * XState's own `transition()` builds an actor of the machine each time, which runs the context factory and the initial
 * guards again at every event; measured three to five times slower (xstate 5.33).
 */
export declare function createActorScope(collect: (action: ExecutableActionObject) => void): AnyActorScope;
/** Whether a message goes to the run itself. */
export declare function isSelf(target: unknown): boolean;
