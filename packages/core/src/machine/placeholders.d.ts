import type { PromiseActorLogic } from "xstate";
/**
 * Stands for an effect in `setup({ actors: { "crm.readField": effect<{ field: string }, string>() } })`: gives its input and
 * its result a type. It never runs: the engine performs the effect of that name.
 */
export declare function effect<Input = undefined, Output = unknown>(): PromiseActorLogic<Output, Input>;
/**
 * Stands for a command `record` in `setup({ actions: { "visits.note": record<{ visit: string }>() } })`: gives its params a
 * type. It never runs: the engine writes the record in the transaction of the step.
 */
export declare function record<Params = undefined>(): (facts: unknown, params: Params) => void;
/** Whether an implementation is one of ours, made to be never run. */
export declare function isPlaceholder(implementation: unknown): boolean;
