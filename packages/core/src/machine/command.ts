import type { Json } from "../ports/identity.ts";

/** An event as data: a name and whatever it carries. */
export interface PlainEvent {
  readonly type: string;
  readonly [name: string]: Json | undefined;
}

/** The result of an effect. It is dropped when the run has left the state that asked for the effect. */
export interface EffectDoneEvent {
  readonly type: "effect.done";
  /** Name of the invoke that asked. */
  readonly invoke: string;
  readonly output: Json;
}

/** The final failure of an effect, after its retries. Dropped like a result when nobody waits for it. */
export interface EffectFailedEvent {
  readonly type: "effect.failed";
  readonly invoke: string;
  /** `data`: what the effect declares about an error of its own. */
  readonly error: { readonly code: string; readonly message: string; readonly data?: Json };
}

/** A timer that a `timer.set` asked for is due. */
export interface TimerFiredEvent {
  readonly type: "timer.fired";
  readonly timer: string;
  readonly event: PlainEvent;
}

/** What a run can be given: its input at the start, results of its effects, its timers, and reports by name. */
export type FlowEvent = { readonly init: Json } | EffectDoneEvent | EffectFailedEvent | TimerFiredEvent | PlainEvent;

/** Asks for an effect. `invoke` names it within the run; one with the same name may follow after it was stopped. */
export interface EffectStartCommand {
  readonly type: "effect.start";
  readonly invoke: string;
  readonly effect: string;
  readonly input: Json;
}

/** Nobody waits for the effect's result any more. */
export interface EffectStopCommand {
  readonly type: "effect.stop";
  readonly invoke: string;
}

/** Sets a timer. One with the same name is replaced. */
export interface TimerSetCommand {
  readonly type: "timer.set";
  readonly timer: string;
  readonly event: PlainEvent;
  readonly delayMs: number;
}

/** Cancels a timer; one that is not set does no harm. */
export interface TimerCancelCommand {
  readonly type: "timer.cancel";
  readonly timer: string;
}

/** Asks to write domain data in the same transaction. */
export interface RecordCommand {
  readonly type: "record";
  readonly name: string;
  readonly params: Json;
}

/** Asks to write a row of a host's table in the same transaction; `row` is `null` to remove it. */
export interface RecordRowCommand {
  readonly type: "record.row";
  readonly table: string;
  readonly key: string;
  readonly row: Json;
}

/** The run has entered a state with the tag `park:<code>`: a person is needed. It still takes events. */
export interface ParkCommand {
  readonly type: "park";
  readonly code: string;
}

/** The run has left its parking state by itself. */
export interface UnparkCommand {
  readonly type: "unpark";
}

/** Tells observers. */
export interface EmitCommand {
  readonly type: "emit";
  readonly event: PlainEvent;
}

/** What has to happen after a step, in order. Nothing of it has happened yet. */
export type FlowCommand =
  | EffectStartCommand
  | EffectStopCommand
  | TimerSetCommand
  | TimerCancelCommand
  | RecordCommand
  | RecordRowCommand
  | ParkCommand
  | UnparkCommand
  | EmitCommand;
