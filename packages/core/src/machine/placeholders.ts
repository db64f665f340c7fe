import type { PromiseActorLogic } from "xstate";

const brand = Symbol.for("callwright.placeholder");

/**
 * Stands for an effect in `setup({ actors: { "crm.readField": effect<{ field: string }, string>() } })`: gives its input and
 * its result a type. It never runs: the engine performs the effect of that name.
 */
export function effect<Input = undefined, Output = unknown>(): PromiseActorLogic<Output, Input> {
  return effectLogic as unknown as PromiseActorLogic<Output, Input>;
}

/**
 * Stands for a command `record` in `setup({ actions: { "visits.note": record<{ visit: string }>() } })`: gives its params a
 * type. It never runs: the engine writes the record in the transaction of the step.
 */
export function record<Params = undefined>(): (facts: unknown, params: Params) => void {
  return recordAction;
}

/** Whether an implementation is one of ours, made to be never run. */
export function isPlaceholder(implementation: unknown): boolean {
  return implementation === effectLogic || implementation === recordAction;
}

const waiting = { status: "active", output: undefined, error: undefined } as const;

const effectLogic = {
  [brand]: "effect",
  transition: (snapshot: unknown) => snapshot,
  getInitialSnapshot: () => waiting,
  getPersistedSnapshot: () => ({ status: "active" }),
  restoreSnapshot: () => waiting,
};

function recordAction(): void {}
