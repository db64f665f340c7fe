import type { AnyStateMachine, AnyStateNode } from "xstate";
/** A state of a machine with its name for messages. */
export interface StatePlace {
  readonly node: AnyStateNode;
  /** E.g. `state talking.ask`; `the machine` for the root. */
  readonly name: string;
}
/** An action as it stands in a machine, not yet resolved, and where it stands. */
export interface ActionPlace {
  readonly action: unknown;
  /** E.g. `state talking, entry action 1` or `state talking, on call.answered, action 2`. */
  readonly place: string;
}
/** Every state of a machine, the root first. */
export declare function statesOfMachine(machine: AnyStateMachine): readonly StatePlace[];
/** Every action that a state may run, with its place. */
export declare function actionsOfState({ node, name }: StatePlace): readonly ActionPlace[];
