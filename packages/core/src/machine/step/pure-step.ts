import type { AnyMachineSnapshot, AnyStateMachine, EventObject, ExecutableActionObject, Snapshot } from "xstate";
import type { FlowSnapshot } from "../flow.ts";
import { createActorScope } from "./actor-scope.ts";
import { toPlainJson } from "./to-plain-json.ts";

/** What one pure step gives: the next snapshot in XState's form, and the actions that it would have executed, in order. */
export interface PureStep {
  readonly snapshot: AnyMachineSnapshot;
  readonly actions: readonly ExecutableActionObject[];
}

/** The first step of a run. Throws what a context factory, guard or assign throws. */
export function firstStep(machine: AnyStateMachine, input: unknown): PureStep {
  const actions: ExecutableActionObject[] = [];
  const snapshot = machine.getInitialSnapshot(
    createActorScope((action) => actions.push(action)),
    input,
  );
  if (snapshot.status === "error") throw snapshot.error;
  return { snapshot, actions };
}

/** One event applied. Throws what a guard or assign throws. */
export function nextStep(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: EventObject): PureStep {
  const actions: ExecutableActionObject[] = [];
  const next = machine.transition(
    snapshot,
    event,
    createActorScope((action) => actions.push(action)),
  );
  return { snapshot: next, actions };
}

/** A kept snapshot in XState's form, with the effects that it waits for. */
export function fromFlowSnapshot(machine: AnyStateMachine, snapshot: FlowSnapshot): AnyMachineSnapshot {
  const scope = createActorScope(() => undefined);
  return machine.restoreSnapshot(snapshot as unknown as Snapshot<unknown>, scope) as AnyMachineSnapshot;
}

/** A snapshot as plain JSON. Throws `NotJson` where its context or output is none. */
export function toFlowSnapshot(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): FlowSnapshot {
  return toPlainJson(machine.getPersistedSnapshot(snapshot), "snapshot") as unknown as FlowSnapshot;
}
