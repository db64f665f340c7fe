import type { AnyMachineSnapshot, EventObject } from "xstate";
import { CallwrightError, isCallwrightError, reasonOf, SayableError } from "../errors/index.ts";
import type { FlowCommand, FlowEvent, TimerFiredEvent } from "./command.ts";
import type { Flow, FlowSnapshot } from "./flow.ts";
import { compactCommands, type Over } from "./step/compact-commands.ts";
import { changesInPlace, keepState, livingState } from "./step/kept-state.ts";
import { firstStep, nextStep, type PureStep } from "./step/pure-step.ts";
import { NotDurable, toCommands } from "./step/to-commands.ts";
import { NotJson } from "./step/to-plain-json.ts";

/** The state after an event, and what has to happen now. */
export interface Advanced {
  readonly snapshot: FlowSnapshot;
  readonly commands: readonly FlowCommand[];
}

/** Events that a run may send to itself within one step; more is a circle. */
const maxOwnEvents = 1_000;

/**
 * Applies one event to a run, purely: no clock, no network, nothing executed. The same arguments give the same answer.
 *
 * Shape: without a snapshot the event must be `{ init: input }`. A run that is over, and a result that nobody waits for, give the
 * same snapshot back and no commands.
 * @throws CallwrightError `FLOW_STEP_FAILED` when a guard or an assign throws, `FLOW_NOT_DURABLE` when the step leaves something
 *   that JSON cannot keep, `FLOW_UNKNOWN_EFFECT` for an effect that the flow does not declare.
 */
export function advance(flow: Flow, snapshot: FlowSnapshot | undefined, event: FlowEvent): Advanced {
  try {
    if (snapshot === undefined) return start(flow, event);
    if (snapshot.status !== "active" || isStale(snapshot, event)) return { snapshot, commands: [] };
    return proceed(flow, snapshot, event);
  } catch (error) {
    throw toFlowError(flow, event, error);
  }
}

function start(flow: Flow, event: FlowEvent): Advanced {
  if (!isInit(event)) throw new SayableError("a run starts with its input, given as { init }");
  return finish(flow, nothingBefore, firstStep(flow.machine, event.init));
}

function proceed(flow: Flow, snapshot: FlowSnapshot, event: FlowEvent): Advanced {
  if (isInit(event)) throw new SayableError("the run has started already");
  const state = livingState(flow.machine, snapshot);
  const before = { snapshot, park: parkTagOf(state), over: overAfter(event) };
  const given = toMachineEvent(event);
  try {
    return finish(flow, before, nextStep(flow.machine, state, given));
  } catch (error) {
    // A frozen context answers a change in place with a TypeError that does not say what is wrong.
    if (!(error instanceof TypeError) || !changesInPlace(flow.machine, snapshot, given)) throw error;
    throw new NotDurable("the step changes the context in place. Return new values from assign instead", {
      cause: error,
    });
  }
}

/** What of the state before the step is needed to tell what changed. */
interface Before {
  readonly snapshot: FlowSnapshot | undefined;
  readonly park: string | undefined;
  readonly over: Over;
}

const nothingBefore: Before = { snapshot: undefined, park: undefined, over: {} };

function finish(flow: Flow, before: Before, first: PureStep): Advanced {
  const commands: FlowCommand[] = [];
  const queue: EventObject[] = [];
  let current: AnyMachineSnapshot = first.snapshot;
  collect(flow, first, commands, queue);
  for (let count = 0; queue.length > 0 && current.status === "active"; count += 1) {
    if (count >= maxOwnEvents)
      throw new SayableError(`the run sends itself more than ${maxOwnEvents} events in one step`);
    const step = nextStep(flow.machine, current, queue.shift() as EventObject);
    current = step.snapshot;
    collect(flow, step, commands, queue);
  }
  refuseSpawned(current, before, commands);
  const kept = compactCommands(commands, before.over);
  const parking = parkingCommand(before.park, current);
  const snapshot = keepState(flow.machine, current, before.snapshot);
  return { snapshot, commands: parking ? [...kept, parking] : kept };
}

function collect(flow: Flow, step: PureStep, commands: FlowCommand[], queue: EventObject[]): void {
  const asked = toCommands(step.actions);
  for (const command of asked.commands) {
    if (command.type === "effect.start" && !flow.effects.includes(command.effect)) {
      throw new CallwrightError("FLOW_UNKNOWN_EFFECT", { flow: flow.id, effect: command.effect });
    }
    commands.push(command);
  }
  queue.push(...asked.ownEvents);
}

// spawn() inside an assign makes a child without any action: nothing would tell the engine to start it (xstate 5.33).
function refuseSpawned(snapshot: AnyMachineSnapshot, before: Before, commands: readonly FlowCommand[]): void {
  for (const id of Object.keys(snapshot.children)) {
    if (before.snapshot !== undefined && Object.hasOwn(before.snapshot.children, id)) continue;
    if (commands.some((command) => command.type === "effect.start" && command.invoke === id)) continue;
    throw new NotDurable(`the actor "${id}" was spawned inside an assign: invoke an effect by name instead`);
  }
}

function parkingCommand(was: string | undefined, after: AnyMachineSnapshot): FlowCommand | undefined {
  const is = after.status === "active" ? parkTagOf(after) : undefined;
  if (is === was) return undefined;
  return is === undefined ? { type: "unpark" } : { type: "park", code: is.slice(parkPrefix.length) };
}

const parkPrefix = "park:";

function parkTagOf(snapshot: AnyMachineSnapshot): string | undefined {
  for (const tag of snapshot.tags as ReadonlySet<string>) if (tag.startsWith(parkPrefix)) return tag;
  return undefined;
}

function isInit(event: FlowEvent): event is { readonly init: never } {
  return !("type" in event);
}

function isResult(
  event: FlowEvent,
): event is FlowEvent & { readonly type: "effect.done" | "effect.failed"; readonly invoke: string } {
  return "type" in event && (event.type === "effect.done" || event.type === "effect.failed");
}

// XState ends a machine with an error at a failure that no state handles, even one whose asker was left long ago.
function isStale(snapshot: FlowSnapshot, event: FlowEvent): boolean {
  return isResult(event) && !Object.hasOwn(snapshot.children, event.invoke);
}

function overAfter(event: FlowEvent): Over {
  if (isResult(event)) return { invoke: event.invoke };
  return (event as EventObject).type === "timer.fired" ? { timer: (event as TimerFiredEvent).timer } : {};
}

function toMachineEvent(event: FlowEvent): EventObject {
  const given = event as EventObject & Readonly<Record<string, unknown>>;
  switch (given.type) {
    case "effect.done":
      return {
        type: `xstate.done.actor.${String(given.invoke)}`,
        output: given.output,
        actorId: given.invoke,
      } as EventObject;
    case "effect.failed":
      return {
        type: `xstate.error.actor.${String(given.invoke)}`,
        error: given.error,
        actorId: given.invoke,
      } as EventObject;
    case "timer.fired":
      return given.event as EventObject;
    default:
      return given;
  }
}

function toFlowError(flow: Flow, event: FlowEvent, error: unknown): CallwrightError {
  if (isCallwrightError(error)) return error;
  const name = "type" in event ? event.type : "init";
  if (error instanceof NotDurable || error instanceof NotJson) {
    return new CallwrightError("FLOW_NOT_DURABLE", {
      flow: flow.id,
      place: `event ${name}`,
      reason: `${error.message}.`,
    });
  }
  return new CallwrightError(
    "FLOW_STEP_FAILED",
    { flow: flow.id, event: name, reason: reasonOf(error) },
    { cause: error },
  );
}
