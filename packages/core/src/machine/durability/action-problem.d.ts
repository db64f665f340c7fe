import type { AnyStateMachine } from "xstate";
/** Why an action cannot be made durable, as a sentence; `undefined` when it can. */
export declare function actionProblem(machine: AnyStateMachine, action: unknown): string | undefined;
/** Types of effects that an action may start. */
export declare function effectsOfAction(machine: AnyStateMachine, action: unknown): readonly string[];
