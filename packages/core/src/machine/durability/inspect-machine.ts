import type { AnyStateMachine, AnyStateNode } from "xstate";
import { CallwrightError } from "../../errors/index.ts";
import { isPlaceholder } from "../placeholders.ts";
import { NotJson, toPlainJson } from "../step/to-plain-json.ts";
import { actionProblem, effectsOfAction } from "./action-problem.ts";
import { kindOfLogic } from "./kind-of-logic.ts";
import { actionsOfState, statesOfMachine, type StatePlace } from "./state-places.ts";

/**
 * Refuses what in a machine cannot be kept over a crash.
 *
 * Limits: what stands behind functions (assigns, enqueueActions, context factories) is seen only when it runs: by `checkFlow` and by
 * `advance`.
 * @throws CallwrightError `FLOW_NOT_DURABLE` with the place, `FLOW_UNKNOWN_EFFECT`.
 */
export function inspectMachine(flow: string, machine: AnyStateMachine, effects: readonly string[]): void {
  inspectContext(flow, machine);
  for (const state of statesOfMachine(machine)) {
    inspectInvokes(flow, machine, state, effects);
    inspectDelays(flow, machine, state);
    for (const { action, place } of actionsOfState(state)) {
      const reason = actionProblem(machine, action);
      if (reason) throw new CallwrightError("FLOW_NOT_DURABLE", { flow, place, reason });
      for (const effect of effectsOfAction(machine, action)) inspectEffect(flow, machine, effect, place, effects);
    }
  }
}

function inspectContext(flow: string, machine: AnyStateMachine): void {
  const context: unknown = machine.config.context;
  if (context === undefined || typeof context === "function") return;
  try {
    toPlainJson(context, "context");
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new CallwrightError("FLOW_NOT_DURABLE", {
      flow,
      place: error.path,
      reason: `it holds ${error.found}, which JSON cannot keep.`,
    });
  }
}

function inspectInvokes(
  flow: string,
  machine: AnyStateMachine,
  { node, name }: StatePlace,
  effects: readonly string[],
): void {
  invokesOf(node).forEach((invoke, index) => {
    const place = `${name}, invoke ${index + 1}`;
    const refuse = (reason: string): never => {
      throw new CallwrightError("FLOW_NOT_DURABLE", { flow, place, reason });
    };
    if (typeof invoke.src !== "string") {
      return refuse(
        `${kindOfLogic(invoke.src)} is given inline. Name an effect: the engine performs it and keeps its result.`,
      );
    }
    if (invoke.systemId !== undefined) return refuse("a systemId lives in memory only. Leave it out.");
    if (invoke.onSnapshot !== undefined) return refuse("effects have no snapshots in between. Use onDone.");
    inspectEffect(flow, machine, invoke.src, place, effects);
  });
}

function inspectEffect(
  flow: string,
  machine: AnyStateMachine,
  effect: string,
  place: string,
  effects: readonly string[],
): void {
  const logic: unknown = (machine.implementations.actors as Readonly<Record<string, unknown>>)[effect];
  if (logic !== undefined && !isPlaceholder(logic)) {
    const reason = `"${effect}" is ${kindOfLogic(logic)}, which nobody can restore. Give effect() in setup and let an adapter or a handler perform the effect.`;
    throw new CallwrightError("FLOW_NOT_DURABLE", { flow, place, reason });
  }
  if (!effects.includes(effect)) throw new CallwrightError("FLOW_UNKNOWN_EFFECT", { flow, effect });
}

// XState fires a delay that it does not know at once, without a word (xstate 5.33).
function inspectDelays(flow: string, machine: AnyStateMachine, { node, name }: StatePlace): void {
  for (const delay of Object.keys((node.config.after as object | undefined) ?? {})) {
    if (!Number.isNaN(Number(delay)) || delay in machine.implementations.delays) continue;
    throw new CallwrightError("FLOW_NOT_DURABLE", {
      flow,
      place: `${name}, after ${delay}`,
      reason: `the delay "${delay}" is unknown. Add it in setup({ delays }).`,
    });
  }
}

interface InvokeConfig {
  readonly src: unknown;
  readonly systemId?: unknown;
  readonly onSnapshot?: unknown;
}

function invokesOf(node: AnyStateNode): readonly InvokeConfig[] {
  const invoke: unknown = node.config.invoke;
  if (invoke === undefined) return [];
  return (Array.isArray(invoke) ? invoke : [invoke]) as readonly InvokeConfig[];
}
