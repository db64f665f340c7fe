import type { AnyStateMachine, AnyStateNode } from "xstate";
import type { StateValue } from "./flow.ts";

/** The states of a machine by their names with dots, e.g. `live.talking.ask~i`. The machine itself is none. */
export function statesByName(machine: AnyStateMachine): ReadonlyMap<string, AnyStateNode> {
  const states = new Map<string, AnyStateNode>();
  const add = (node: AnyStateNode): void => {
    for (const inner of Object.values(node.states) as AnyStateNode[]) {
      states.set(inner.path.join("."), inner);
      add(inner);
    }
  };
  add(machine.root as AnyStateNode);
  return states;
}

/** The paths of the innermost states of a value. */
export function pathsOf(value: StateValue, prefix: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === "string") return [[...prefix, value]];
  const inner = Object.entries(value);
  if (inner.length === 0) return [prefix];
  return inner.flatMap(([state, rest]) => pathsOf(rest, [...prefix, state]));
}

/** A set of states that a machine can wait in. */
export interface MachinePlace {
  readonly value: StateValue;
  /** The machine itself and every state that is entered, outermost first. */
  readonly nodes: readonly AnyStateNode[];
}

/** The place with these innermost states; or a sentence that says why a machine cannot wait there. */
export function placeAt(machine: AnyStateMachine, innermost: readonly AnyStateNode[]): MachinePlace | string {
  const nodes = new Set<AnyStateNode>();
  for (const node of innermost) {
    if (node.type === "final") return `state "${node.path.join(".")}" is an end`;
    if (node.type !== "atomic") return `state "${node.path.join(".")}" has states inside: name one of them`;
    const way: AnyStateNode[] = [];
    for (let at: AnyStateNode | undefined = node; at; at = at.parent as AnyStateNode | undefined) way.unshift(at);
    for (const each of way) nodes.add(each);
  }
  for (const node of nodes) {
    const inside = (Object.values(node.states) as AnyStateNode[]).filter((inner) => nodes.has(inner));
    if (node.type === "compound" && inside.length !== 1) return `a run is in one state of ${nameOf(node)} at a time`;
    const missing = node.type === "parallel" && Object.values(node.states).find((inner) => !nodes.has(inner));
    if (missing) return `a run in ${nameOf(node)} is also in a state of "${missing.key}"`;
  }
  return { value: valueOf(machine.root as AnyStateNode, nodes), nodes: [...nodes] };
}

function valueOf(node: AnyStateNode, active: ReadonlySet<AnyStateNode>): StateValue {
  const inside = (Object.values(node.states) as AnyStateNode[]).filter((inner) => active.has(inner));
  const [only] = inside;
  if (node.type === "compound" && only?.type === "atomic") return only.key;
  return Object.fromEntries(inside.map((inner) => [inner.key, valueOf(inner, active)]));
}

function nameOf(node: AnyStateNode): string {
  return node.path.length === 0 ? "the machine" : `"${node.path.join(".")}"`;
}
