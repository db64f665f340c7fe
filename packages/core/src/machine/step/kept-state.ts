import type { AnyActorRef, AnyMachineSnapshot, AnyStateMachine, EventObject } from "xstate";
import type { Json } from "../../ports/identity.ts";
import type { FlowSnapshot } from "../flow.ts";
import { isPlaceholder } from "../placeholders.ts";
import { fromFlowSnapshot, nextStep, toFlowSnapshot } from "./pure-step.ts";
import { keptPlain, toPlainJson } from "./to-plain-json.ts";

type Kept = { -readonly [Name in keyof FlowSnapshot]: FlowSnapshot[Name] };

/** The state in XState's form of each snapshot that is still in use here. It is what a restart would make of the snapshot. */
const living = new WeakMap<FlowSnapshot, AnyMachineSnapshot>();

/** A kept snapshot in XState's form: the one that it was made from, else a restored one. */
export function livingState(machine: AnyStateMachine, snapshot: FlowSnapshot): AnyMachineSnapshot {
  const state = living.get(snapshot);
  if (state?.machine === machine) return state;
  const context = keptPlain(snapshot.context, undefined) as FlowSnapshot["context"] | undefined;
  return fromFlowSnapshot(machine, context === undefined ? snapshot : { ...snapshot, context });
}

/** Whether an event makes a machine change the objects in its context, instead of putting new ones in their place. */
export function changesInPlace(machine: AnyStateMachine, snapshot: FlowSnapshot, event: EventObject): boolean {
  const before = JSON.stringify(snapshot.context);
  const context = JSON.parse(before) as FlowSnapshot["context"];
  try {
    nextStep(machine, fromFlowSnapshot(machine, { ...snapshot, context }), event);
  } catch {
    // What it throws, it has thrown before.
  }
  return JSON.stringify(context) !== before;
}

/**
 * A state as a snapshot that can be kept, remembered beside its state for the next step.
 *
 * The state's context becomes the frozen plain one: the next step sees what it would see after a restart, and nobody can change it
 * in place.
 * @param before the snapshot before the step, whose unchanged parts are shared.
 * @throws NotJson
 */
export function keepState(
  machine: AnyStateMachine,
  state: AnyMachineSnapshot,
  before: FlowSnapshot | undefined,
): FlowSnapshot {
  const children = keepChildren(state.children, before);
  if (children === undefined || hasEntries(state.historyValue)) return toFlowSnapshot(machine, state);
  const known = before !== undefined && living.has(before) ? before.context : undefined;
  const context = keptPlain(state.context, known) as FlowSnapshot["context"] | undefined;
  if (context === undefined) return toFlowSnapshot(machine, state);
  (state as { context: unknown }).context = context;
  const snapshot = toSnapshot(state, children, context);
  living.set(snapshot, state);
  return snapshot;
}

/** The fields in the order of XState's own. */
function toSnapshot(
  state: AnyMachineSnapshot,
  children: FlowSnapshot["children"],
  context: FlowSnapshot["context"],
): FlowSnapshot {
  const { output, error } = state as { readonly output?: unknown; readonly error?: unknown };
  const snapshot = { status: state.status } as Kept;
  if (output !== undefined) snapshot.output = toPlainJson(output, "snapshot.output");
  if (error !== undefined) snapshot.error = toPlainJson(error, "snapshot.error");
  snapshot.value = state.value as FlowSnapshot["value"];
  snapshot.historyValue = noEntries;
  snapshot.context = context;
  snapshot.children = children;
  return snapshot;
}

const noEntries = Object.freeze({});

/** `undefined` where XState itself has to tell: something else than one of our effects. */
function keepChildren(
  children: Readonly<Record<string, AnyActorRef>>,
  before: FlowSnapshot | undefined,
): FlowSnapshot["children"] | undefined {
  let kept: Record<string, Json> | undefined;
  for (const id of Object.keys(children)) {
    const child = keepChild(children[id], before?.children[id]);
    if (child === undefined) return undefined;
    kept ??= {};
    kept[id] = child;
  }
  return kept ?? noEntries;
}

function keepChild(child: AnyActorRef | undefined, before: Json | undefined): Json | undefined {
  const { logic, src, systemId, _syncSnapshot } = (child ?? {}) as AnyActorRef & {
    readonly logic?: unknown;
    readonly systemId?: string;
    readonly _syncSnapshot?: boolean;
  };
  if (!isPlaceholder(logic) || typeof src !== "string" || systemId !== undefined || _syncSnapshot !== false)
    return undefined;
  const known = before as { readonly src?: unknown; readonly syncSnapshot?: unknown } | undefined;
  if (known?.src === src && known.syncSnapshot === false) return before;
  return Object.freeze({ snapshot: Object.freeze({ status: "active" }), src, syncSnapshot: false });
}

function hasEntries(value: object): boolean {
  for (const _name in value) return true;
  return false;
}
