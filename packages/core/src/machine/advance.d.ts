import type { FlowCommand, FlowEvent } from "./command.ts";
import type { Flow, FlowSnapshot } from "./flow.ts";
/** The state after an event, and what has to happen now. */
export interface Advanced {
  readonly snapshot: FlowSnapshot;
  readonly commands: readonly FlowCommand[];
}
/**
 * Applies one event to a run, purely: no clock, no network, nothing executed. The same arguments give the same answer.
 *
 * Shape: without a snapshot the event must be `{ init: input }`. A run that is over, and a result that nobody waits for, give the
 * same snapshot back and no commands.
 * @throws CallwrightError `FLOW_STEP_FAILED` when a guard or an assign throws, `FLOW_NOT_DURABLE` when the step leaves something
 *   that JSON cannot keep, `FLOW_UNKNOWN_EFFECT` for an effect that the flow does not declare.
 */
export declare function advance(flow: Flow, snapshot: FlowSnapshot | undefined, event: FlowEvent): Advanced;
