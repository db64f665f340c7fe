import { type Flow, type FlowSamples } from "./flow.ts";
/** How far a flow is walked at its registration. */
export interface FlowCheckOptions {
  /** Used beside the flow's own. */
  readonly samples?: FlowSamples;
  /** How many events to try, over all walks. Default: 500. */
  readonly events?: number;
  /** Default: 1. The same seed walks the same way. */
  readonly seed?: number;
}
/** What a check has seen. */
export interface FlowCheck {
  /** States that some walk has reached, sorted. */
  readonly visited: readonly string[];
}
/**
 * Walks a flow twice over the same random events, the second time with another clock and other chance, and compares every step.
 *
 * Limits: sees what the walks reach; give samples for inputs and events that guards look at closely.
 * @throws CallwrightError `FLOW_NOT_DETERMINISTIC` with the place, `FLOW_NOT_DURABLE` for what a step leaves that JSON cannot keep
 *   and for values that a step changes in place.
 */
export declare function checkFlow(flow: Flow, options?: FlowCheckOptions): FlowCheck;
