import type { AnyStateMachine, AnyStateNode } from "xstate";
import type { Json } from "../ports/identity.ts";
import type { FlowSnapshot } from "./flow.ts";
import { pathsOf, placeAt, statesByName } from "./machine-place.ts";
import { fromFlowSnapshot, toFlowSnapshot } from "./step/pure-step.ts";

/** How a snapshot of one version becomes one of another. */
export interface SnapshotMove {
  /** Old name → new name, with dots; a name stands for everything inside it. States that are not named keep their names. */
  readonly states: Readonly<Record<string, string>>;
  /** Names of invokes, old → new. Those that are not named keep theirs. */
  readonly invokes: Readonly<Record<string, string>>;
  /** Names of timers, old → new; `null`: dropped. */
  readonly timers: Readonly<Record<string, string | null>>;
  readonly context: (context: FlowSnapshot["context"]) => object;
}

/** A snapshot in its new place, and what goes along with it. */
export interface MovedSnapshot {
  readonly snapshot: FlowSnapshot;
  /** Old name → new name of every state that has another one, also of those that the run is not in. */
  readonly states: SnapshotMove["states"];
  /** What the run waits for: old name of the invoke → new name. */
  readonly invokes: Readonly<Record<string, string>>;
  /** Old timer → new one, `null` for those that are dropped. */
  readonly timers: Readonly<Record<string, string | null>>;
  /** Timers of the new states that no old one becomes, with their full time. */
  readonly started: readonly { readonly timer: string; readonly delayMs: number }[];
  /** Code of the tag `park:<code>` that the new states have. */
  readonly park: string | null;
  /** The one that the old states had; `null` also where the old version's machine is not known. */
  readonly parkBefore: string | null;
  /** Whether the new states have something to do at once: transitions without an event, or one for the event `migrated`. */
  readonly goesOn: boolean;
}

/** What a run waits for, beside its snapshot. */
export interface SnapshotBelongings {
  /** Name of the invoke → type of the effect. */
  readonly effects: Readonly<Record<string, string>>;
  readonly timers: readonly string[];
}

/** A state of the old version that is entered, and the one that it becomes. */
interface Pair {
  readonly old: { readonly id: string; readonly invokes: readonly string[] | null; readonly tags: readonly string[] };
  readonly node: AnyStateNode;
}

/** The event that new states are given after a migration. */
export const migratedEvent = "migrated";

/**
 * Moves a snapshot to another version's machine.
 *
 * @param before the old version's machine, if it is known: then states with an `id` of their own and what a state no longer waits for
 *   are understood, too
 * @returns the moved snapshot, or a sentence that says why it cannot be moved
 */
export function moveSnapshot(
  to: AnyStateMachine,
  before: AnyStateMachine | undefined,
  snapshot: FlowSnapshot,
  belongings: SnapshotBelongings,
  move: SnapshotMove,
): MovedSnapshot | string {
  if (Object.keys(snapshot.historyValue).length > 0) return "it remembers states that it was in (history)";
  const pairs = pairStates(to, before, snapshot, move.states);
  if (typeof pairs === "string") return pairs;
  const place = placeAt(
    to,
    pairs.filter(({ isInnermost }) => isInnermost).map(({ node }) => node),
  );
  if (typeof place === "string") return place;
  const invokes = moveInvokes(place.nodes, pairs, belongings.effects, move.invokes);
  if (typeof invokes === "string") return invokes;
  const context = move.context(snapshot.context);
  const children = Object.entries(snapshot.children).map(([name, child]) => [invokes[name] ?? name, child] as const);
  const bare = { ...snapshot, value: place.value, context: toJson(context), children: Object.fromEntries(children) };
  const moved = toFlowSnapshot(to, fromFlowSnapshot(to, bare as FlowSnapshot));
  const timers = moveTimers(to, place.nodes, pairs, belongings.timers, move.timers, moved);
  if (typeof timers === "string") return timers;
  return {
    snapshot: moved,
    states: move.states,
    invokes,
    ...timers,
    park: parkCodeOf(place.nodes.flatMap((node) => node.tags)),
    parkBefore: parkCodeOf(pairs.flatMap(({ old }) => old.tags)),
    goesOn: place.nodes.some((node) => (node.always?.length ?? 0) > 0 || node.transitions.has(migratedEvent)),
  };
}

function parkCodeOf(tags: readonly string[]): string | null {
  return tags.find((tag) => tag.startsWith("park:"))?.slice("park:".length) ?? null;
}

function toJson(context: object): Json {
  return JSON.parse(JSON.stringify(context)) as Json;
}

type PairedState = Pair & { readonly isInnermost: boolean };

function pairStates(
  to: AnyStateMachine,
  before: AnyStateMachine | undefined,
  { value }: FlowSnapshot,
  names: SnapshotMove["states"],
): readonly PairedState[] | string {
  const states = statesByName(to);
  const oldStates = before && statesByName(before);
  const root = to.root as AnyStateNode;
  const pairs: PairedState[] = [
    { old: oldFacts(before?.root as AnyStateNode | undefined, to.id), node: root, isInnermost: false },
  ];
  for (const path of pathsOf(value)) {
    for (let length = 1; length <= path.length; length += 1) {
      const name = path.slice(0, length).join(".");
      const isInnermost = length === path.length;
      const node = states.get(newName(path.slice(0, length), names));
      if (isInnermost && !node) return `there is no state "${newName(path, names)}" for "${name}"`;
      if (node) pairs.push({ old: oldFacts(oldStates?.get(name), `${to.id}.${name}`), node, isInnermost });
    }
  }
  return pairs;
}

function oldFacts(node: AnyStateNode | undefined, otherwise: string): Pair["old"] {
  return { id: node?.id ?? otherwise, invokes: node ? node.invoke.map(({ id }) => id) : null, tags: node?.tags ?? [] };
}

/** The longest part of a path that has a new name decides; the rest stays. */
function newName(path: readonly string[], names: SnapshotMove["states"]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const named = names[path.slice(0, length).join(".")];
    if (named !== undefined) return [named, ...path.slice(length)].join(".");
  }
  return path.join(".");
}

function moveInvokes(
  nodes: readonly AnyStateNode[],
  pairs: readonly Pair[],
  open: SnapshotBelongings["effects"],
  names: SnapshotMove["invokes"],
): Readonly<Record<string, string>> | string {
  const wanted = new Map(nodes.flatMap((node) => node.invoke.map(({ id, src }) => [id, src] as const)));
  const moved: Record<string, string> = {};
  for (const [name, effect] of Object.entries(open)) {
    const next = names[name] ?? generatedInvoke(name, pairs) ?? name;
    const src = wanted.get(next);
    if (src === undefined) return `nothing there waits for the effect "${name}"`;
    if (src !== effect) return `"${next}" waits for another effect than "${effect}", which is under way`;
    moved[name] = next;
  }
  const twice = twiceIn(Object.values(moved));
  if (twice !== undefined) return `two effects that it waits for would become "${twice}"`;
  const over = new Set(
    pairs.flatMap(({ old }) =>
      (old.invokes ?? [])
        .filter((name) => !(name in open))
        .map((name) => names[name] ?? generatedInvoke(name, pairs) ?? name),
    ),
  );
  const taken = new Set(Object.values(moved));
  const missing = [...wanted.keys()].find((name) => !taken.has(name) && !over.has(name));
  return missing === undefined ? moved : `it waits there for the effect "${missing}", which the run has not asked for`;
}

/** An invoke without an id of its own is named after its state. */
function generatedInvoke(name: string, pairs: readonly Pair[]): string | undefined {
  const dot = name.indexOf(".");
  if (!/^\d+$/.test(name.slice(0, dot))) return undefined;
  const pair = pairs.find(({ old }) => name.slice(dot + 1) === old.id);
  return pair && `${name.slice(0, dot)}.${pair.node.id}`;
}

const afterPrefix = "xstate.after.";

function moveTimers(
  to: AnyStateMachine,
  nodes: readonly AnyStateNode[],
  pairs: readonly Pair[],
  set: readonly string[],
  names: SnapshotMove["timers"],
  moved: FlowSnapshot,
): Pick<MovedSnapshot, "timers" | "started"> | string {
  const timersOf = (node: AnyStateNode) =>
    node.after as readonly { readonly eventType: string; readonly delay: unknown }[];
  const wanted = new Map(
    nodes.flatMap((node) => timersOf(node).map(({ delay, eventType }) => [eventType, delay] as const)),
  );
  const timers: Record<string, string | null> = {};
  for (const timer of set) {
    const next = timer in names ? (names[timer] ?? null) : timerOfState(timer, pairs, wanted);
    if (next === undefined)
      return `its timer "${timer}" has no counterpart there: name one under timers, or null to drop it`;
    if (next?.startsWith(afterPrefix) && !wanted.has(next)) return `no state there has the timer "${next}"`;
    timers[timer] = next;
  }
  const twice = twiceIn(Object.values(timers));
  if (twice !== undefined) return `two of its timers would become "${twice}"`;
  const taken = new Set(Object.values(timers));
  const started = [...wanted]
    .filter(([timer]) => !taken.has(timer))
    .map(([timer, delay]) => ({ timer, delayMs: toMs(to, delay, moved) }));
  return { timers, started };
}

function twiceIn(names: readonly (string | null)[]): string | undefined {
  return names.find((name, index): name is string => name !== null && names.indexOf(name) !== index);
}

/** Timers with a name of their own stay; those of states go with their state. */
function timerOfState(timer: string, pairs: readonly Pair[], wanted: ReadonlyMap<string, unknown>): string | undefined {
  if (!timer.startsWith(afterPrefix)) return timer;
  for (const { old, node } of pairs) {
    if (!timer.endsWith(`.${old.id}`)) continue;
    const delay = timer.slice(afterPrefix.length, -old.id.length - 1);
    const next = `${afterPrefix}${delay}.${node.id}`;
    if (wanted.has(next)) return next;
  }
  return wanted.has(timer) ? timer : undefined;
}

function toMs(machine: AnyStateMachine, delay: unknown, { context }: FlowSnapshot): number {
  if (typeof delay === "number") return delay;
  const { delays } = machine.implementations as { readonly delays?: Readonly<Record<string, unknown>> };
  const named = delays?.[String(delay)];
  const event = { type: migratedEvent };
  return Number(typeof named === "function" ? (named as (facts: object) => unknown)({ context, event }) : named);
}
