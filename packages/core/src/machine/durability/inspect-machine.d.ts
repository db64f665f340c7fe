import type { AnyStateMachine } from "xstate";
/**
 * Refuses what in a machine cannot be kept over a crash.
 *
 * Limits: what stands behind functions (assigns, enqueueActions, context factories) is seen only when it runs: by `checkFlow` and by
 * `advance`.
 * @throws CallwrightError `FLOW_NOT_DURABLE` with the place, `FLOW_UNKNOWN_EFFECT`.
 */
export declare function inspectMachine(flow: string, machine: AnyStateMachine, effects: readonly string[]): void;
