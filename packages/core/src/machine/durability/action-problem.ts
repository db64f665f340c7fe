import type { AnyStateMachine } from "xstate";
import { isPlaceholder } from "../placeholders.ts";

/** What XState's own action makers leave on the function they return (xstate 5.33). */
interface BuiltinAction {
  readonly type: string;
  readonly resolve: unknown;
  readonly id?: unknown;
  readonly delay?: unknown;
  readonly to?: unknown;
  readonly src?: unknown;
}

/** Why an action cannot be made durable, as a sentence; `undefined` when it can. */
export function actionProblem(machine: AnyStateMachine, action: unknown): string | undefined {
  if (typeof action === "function") return isBuiltin(action) ? builtinProblem(action) : inlineProblem;
  const type = typeof action === "string" ? action : (action as { readonly type: string }).type;
  const implementation: unknown = (machine.implementations.actions as Readonly<Record<string, unknown>>)[type];
  if (implementation === undefined || isPlaceholder(implementation)) return undefined;
  if (isBuiltin(implementation)) return builtinProblem(implementation);
  return `action "${type}" has code of its own in setup, which would run again after a crash. Give record() there: the engine writes the record.`;
}

/** Types of effects that an action may start. */
export function effectsOfAction(machine: AnyStateMachine, action: unknown): readonly string[] {
  const named = typeof action === "string" ? action : (action as { readonly type?: unknown }).type;
  const implementation: unknown =
    typeof action === "function"
      ? action
      : (machine.implementations.actions as Readonly<Record<string, unknown>>)[String(named)];
  return isBuiltin(implementation) && implementation.type === "xstate.spawnChild" ? [String(implementation.src)] : [];
}

const inlineProblem =
  "an inline action would run again after a crash. Change the context with assign, tell with emit, ask for an effect with invoke, or name the action to have it recorded.";

function builtinProblem(action: BuiltinAction): string | undefined {
  switch (action.type) {
    case "xstate.raise":
      return action.delay !== undefined && action.id === undefined ? noTimerId : undefined;
    case "xstate.sendTo":
      if (typeof action.to === "string" && action.to !== "#_internal") {
        return `an event is sent to the actor "${action.to}". A run can send to itself only.`;
      }
      return action.delay !== undefined && action.id === undefined ? noTimerId : undefined;
    case "xstate.spawnChild":
      if (typeof action.src !== "string") return "an actor is spawned with logic given inline. Name an effect instead.";
      return action.id === undefined
        ? `the spawned effect "${action.src}" has no id. Give it one, so that its result can be kept apart.`
        : undefined;
    default:
      return undefined;
  }
}

const noTimerId = "a delayed event has no id. Give it one, so that the timer can be kept and cancelled.";

function isBuiltin(action: unknown): action is BuiltinAction {
  return typeof action === "function" && "resolve" in action;
}
