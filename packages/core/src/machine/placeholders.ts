import type { PromiseActorLogic } from "xstate";

const brand = Symbol.for("callwright.placeholder");

/**
 * Stands for an effect in `setup({ actors: { "crm.readField": effect<{ field: string }, string>() } })`: gives its input and
 * its result a type. It never runs: the engine performs the effect of that name.
 */
export function effect<Input = undefined, Output = unknown>(): PromiseActorLogic<Output, Input> {
  return effectLogic as unknown as PromiseActorLogic<Output, Input>;
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

/** Stands for a named record: never run. */
export function recordAction(): void {}
