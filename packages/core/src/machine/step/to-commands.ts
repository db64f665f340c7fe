import type { AnyActorRef, EventObject, ExecutableActionObject } from "xstate";
import type { FlowCommand, PlainEvent } from "../command.ts";
import { isPlaceholder } from "../placeholders.ts";
import { recordRowAction, type RecordRowParams } from "../record.ts";
import { isSelf } from "./actor-scope.ts";
import { toPlainJson } from "./to-plain-json.ts";

/** What an executed action would have done that no snapshot can keep. */
export class NotDurable extends Error {}

/** What the actions of one step ask for. `ownEvents` are events that the run sent to itself; they come next. */
export interface AskedFor {
  readonly commands: readonly FlowCommand[];
  readonly ownEvents: readonly EventObject[];
}

/** XState's actions as commands. @throws NotDurable, NotJson */
export function toCommands(actions: readonly ExecutableActionObject[]): AskedFor {
  const commands: FlowCommand[] = [];
  const ownEvents: EventObject[] = [];
  for (const action of actions) {
    const command = toCommand(action, ownEvents);
    if (command) commands.push(command);
  }
  return { commands, ownEvents };
}

interface SendParams {
  readonly to?: unknown;
  readonly event: EventObject;
  readonly id?: string;
  readonly delay?: number;
}

function toCommand(action: ExecutableActionObject, ownEvents: EventObject[]): FlowCommand | undefined {
  const params = action.params;
  switch (action.type) {
    case "xstate.spawnChild":
      return toEffectStart(params as SpawnParams);
    case "xstate.stopChild":
      return params === undefined ? undefined : { type: "effect.stop", invoke: (params as AnyActorRef).id };
    case "xstate.raise":
      return toTimer(params as SendParams);
    case "xstate.cancel":
      return { type: "timer.cancel", timer: (params as { readonly sendId: string }).sendId };
    case "xstate.sendTo":
      return toOwnEvent(params as SendParams, ownEvents);
    case "xstate.emit":
      return { type: "emit", event: plainEvent((params as SendParams).event) };
    case "xstate.log":
      return undefined;
    case recordRowAction:
      return toRecordRow(params as RecordRowParams);
    default:
      return toRecord(action);
  }
}

interface SpawnParams {
  readonly src: unknown;
  readonly id?: unknown;
  readonly actorRef?: AnyActorRef;
  readonly input?: unknown;
}

function toEffectStart(params: SpawnParams): FlowCommand {
  if (typeof params.src !== "string" || !params.actorRef) {
    throw new NotDurable("actor logic given inline cannot be kept: name an effect instead");
  }
  if (params.id === undefined) throw new NotDurable(`the spawned effect "${params.src}" has no id: give it one`);
  const input = params.input === undefined ? null : toPlainJson(params.input, `input of effect "${params.src}"`);
  return { type: "effect.start", invoke: params.actorRef.id, effect: params.src, input };
}

function toTimer(params: SendParams): FlowCommand | undefined {
  if (typeof params.delay !== "number") return undefined;
  if (params.id === undefined) {
    throw new NotDurable(
      `the delayed event "${params.event.type}" has no id: give it one, so that it can be kept and cancelled`,
    );
  }
  return { type: "timer.set", timer: params.id, event: plainEvent(params.event), delayMs: params.delay };
}

function toOwnEvent(params: SendParams, ownEvents: EventObject[]): FlowCommand | undefined {
  if (!isSelf(params.to)) {
    throw new NotDurable(`event "${params.event.type}" is sent to another actor: a run can send to itself only`);
  }
  if (typeof params.delay === "number") return toTimer(params);
  ownEvents.push(params.event);
  return undefined;
}

function toRecord(action: ExecutableActionObject): FlowCommand {
  if (action.exec !== undefined && !isPlaceholder(action.exec)) {
    throw new NotDurable(
      `action "${action.type}" brings its own code, which would run again after a crash: name it and give record() in setup`,
    );
  }
  const params = action.params === undefined ? null : toPlainJson(action.params, `params of record "${action.type}"`);
  return { type: "record", name: action.type, params };
}

function toRecordRow({ table, key, row }: RecordRowParams): FlowCommand {
  const plain = row === null ? null : toPlainJson(row, `row for table "${table}"`);
  return { type: "record.row", table, key, row: plain };
}

function plainEvent(event: EventObject): PlainEvent {
  return toPlainJson(event, `event "${event.type}"`) as unknown as PlainEvent;
}
