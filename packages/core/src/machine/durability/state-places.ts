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
export function statesOfMachine(machine: AnyStateMachine): readonly StatePlace[] {
  return withInner(machine.root as AnyStateNode);
}

/** Every action that a state may run, with its place. */
export function actionsOfState({ node, name }: StatePlace): readonly ActionPlace[] {
  const transitions = [...node.transitions.entries()].flatMap(([event, candidates]) =>
    candidates.map((transition) => ({ event: event === "" ? "always" : `on ${event}`, actions: transition.actions })),
  );
  const always = (node.always ?? []).map((transition) => ({ event: "always", actions: transition.actions }));
  const initial = node.type === "compound" ? [{ event: "initial", actions: node.initial.actions }] : [];
  return [
    ...numbered(node.entry, `${name}, entry action`),
    ...numbered(node.exit, `${name}, exit action`),
    ...[...transitions, ...always, ...initial].flatMap(({ event, actions }) =>
      numbered(actions, `${name}, ${event}, action`),
    ),
  ];
}

function withInner(node: AnyStateNode): readonly StatePlace[] {
  const name = node.path.length === 0 ? "the machine" : `state ${node.path.join(".")}`;
  return [{ node, name }, ...Object.values(node.states).flatMap((inner) => withInner(inner as AnyStateNode))];
}

function numbered(actions: readonly unknown[], prefix: string): readonly ActionPlace[] {
  return actions.map((action, index) => ({ action, place: `${prefix} ${index + 1}` }));
}
