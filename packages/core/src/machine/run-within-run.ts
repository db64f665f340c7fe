import type { PromiseActorLogic } from "xstate";
import type { Json } from "../ports/identity.ts";
import type { Flow } from "./flow.ts";
import { effect } from "./placeholders.ts";

/** The effect that starts a run within a run. Every engine performs it; nobody declares it. */
export const startRunEffect = "run.start";

/** The input of the effect `run.start`; made by {@link startRun}. */
export interface RunRequest {
  /** Id of a flow that the engine has. */
  readonly flow: string;
  /** Default: the newest one that the engine has. */
  readonly version?: number;
  readonly input: Json;
  /** The result comes at once, and the child lives on whatever becomes of its parent. Default: `false`. */
  readonly detach?: boolean;
}

/** The result of the effect `run.start`: how the child came out. A child that needs a person keeps its parent waiting. */
export type RunEnd<Outcome extends string = string> =
  | { readonly run: string; readonly status: "ended"; readonly outcome: Outcome | null; readonly output: Json }
  | { readonly run: string; readonly status: "cancelled"; readonly outcome: null; readonly output: Json }
  | { readonly run: string; readonly status: "detached"; readonly outcome: null; readonly output: null };

/** The outcomes of a flow. */
export type OutcomeOf<Started extends Flow> = NonNullable<Started["outcomes"]>[number];

/**
 * Stands for the effect `run.start` in `setup({ actors: { "run.start": runWithin<typeof orderFlow>() } })`: types what {@link startRun}
 * asks for and how the child came out.
 */
export function runWithin<Started extends Flow = Flow>(): PromiseActorLogic<RunEnd<OutcomeOf<Started>>, RunRequest> {
  return effect<RunRequest, RunEnd<OutcomeOf<Started>>>();
}

/**
 * What a machine gives to the effect `run.start`: a run of this flow, in the version that the machine's author saw.
 *
 * Default: the parent waits for the child's end, and cancelling goes down to it; `detach` lets both go their own ways.
 * @example
 * ```ts
 * const child = defineFlow<{ order: string }, "packed">({
 *   id: "packing",
 *   version: 1,
 *   machine: createMachine({ initial: "done", states: { done: { type: "final" } } }),
 *   outcomes: ["packed"],
 * });
 * const machine = setup({ actors: { "run.start": runWithin<typeof child>() } }).createMachine({
 *   initial: "packing",
 *   states: {
 *     packing: { invoke: { src: "run.start", input: startRun(child, { input: { order: "A-1" } }), onDone: "done" } },
 *     done: { type: "final" },
 *   },
 * });
 * const order = defineFlow({ id: "order", version: 1, machine, effects: ["run.start"] });
 * ```
 */
export function startRun<Input>(
  flow: Flow<Input>,
  options: { readonly input: NoInfer<Input>; readonly detach?: boolean },
): RunRequest {
  const { input, detach } = options;
  return { flow: flow.id, version: flow.version, input: input as Json, ...(detach && { detach }) };
}
