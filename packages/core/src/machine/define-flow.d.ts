import type { AnyStateMachine } from "xstate";
import type { z } from "zod";
import type { Flow, FlowSamples } from "./flow.ts";
/** A hand-written flow. */
export interface FlowSettings<Input, Outcome extends string> {
  readonly id: string;
  /** Raise it with every change: closures cannot be compared, so this number is all that open runs are pinned to. */
  readonly version: number;
  /** Made with `setup({ … }).createMachine({ … })`. Effects are invoked by name. */
  readonly machine: AnyStateMachine;
  readonly input?: z.ZodType<Input>;
  readonly outcomes?: readonly Outcome[];
  /** Types of effects that it may ask for. Default: none. */
  readonly effects?: readonly string[];
  /** Examples for the walk at registration. Default: made from the schema of the input. */
  readonly samples?: FlowSamples;
}
/**
 * A flow from a machine written by hand. It must do nothing itself: effects are invoked by name, timers are `after` or delayed
 * events with an id, domain data is recorded by named actions.
 *
 * @throws CallwrightError `FLOW_NOT_DURABLE` with the place, `FLOW_UNKNOWN_EFFECT`, `FLOW_SCHEMA_NOT_JSON`.
 * @example
 * ```ts
 * const machine = setup({
 *   actors: { "crm.readField": effect<{ field: string }, string>() },
 * }).createMachine({
 *   initial: "reading",
 *   states: {
 *     reading: { invoke: { src: "crm.readField", input: { field: "STAGE_ID" }, onDone: "done" } },
 *     done: { type: "final" },
 *   },
 * });
 * const readStage = defineFlow({ id: "read-stage", version: 1, machine, effects: ["crm.readField"] });
 * ```
 */
export declare function defineFlow<Input = unknown, Outcome extends string = never>(
  settings: FlowSettings<Input, Outcome>,
): Flow<Input, Outcome>;
/** A machine in which every effect has a placeholder, so that its runs can be kept, and in which circles end. */
export declare function toRunnableMachine(machine: AnyStateMachine, effects: readonly string[]): AnyStateMachine;
