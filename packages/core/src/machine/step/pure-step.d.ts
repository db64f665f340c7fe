import type { AnyMachineSnapshot, AnyStateMachine, EventObject, ExecutableActionObject } from "xstate";
import type { FlowSnapshot } from "../flow.ts";
/** What one pure step gives: the next snapshot in XState's form, and the actions that it would have executed, in order. */
export interface PureStep {
  readonly snapshot: AnyMachineSnapshot;
  readonly actions: readonly ExecutableActionObject[];
}
/** The first step of a run. Throws what a context factory, guard or assign throws. */
export declare function firstStep(machine: AnyStateMachine, input: unknown): PureStep;
/** One event applied. Throws what a guard or assign throws. */
export declare function nextStep(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: EventObject): PureStep;
/** A kept snapshot in XState's form, with the effects that it waits for. */
export declare function fromFlowSnapshot(machine: AnyStateMachine, snapshot: FlowSnapshot): AnyMachineSnapshot;
/** A snapshot as plain JSON. Throws `NotJson` where its context or output is none. */
export declare function toFlowSnapshot(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): FlowSnapshot;
