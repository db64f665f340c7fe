import { createHash } from "node:crypto";
import type { AnyStateMachine } from "xstate";
import type { z } from "zod";
import { schemaProblems } from "../define/schema-survives-json.ts";
import { CallwrightError } from "../errors/index.ts";
import { inspectMachine } from "./durability/inspect-machine.ts";
import { actionsOfState, statesOfMachine } from "./durability/state-places.ts";
import type { Flow, FlowSamples } from "./flow.ts";
import { effect } from "./placeholders.ts";
import { tableOfAction } from "./record.ts";

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

/** Microsteps after which a step counts as an endless circle, unless the machine names its own number. */
const maxMicrosteps = 1_000;

/**
 * A flow from a machine written by hand. It must do nothing itself: effects are invoked by name, timers are `after` or delayed
 * events with an id, domain data is recorded by named actions. What its context holds is frozen between steps: assigns return new
 * values.
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
export function defineFlow<Input = unknown, Outcome extends string = never>(
  settings: FlowSettings<Input, Outcome>,
): Flow<Input, Outcome> {
  const { id, version, machine, input, outcomes, samples } = settings;
  const effects = [...(settings.effects ?? [])];
  inspectMachine(id, machine, effects);
  if (input) inspectSchema(id, input);
  const tables = recordedTables(machine);
  return {
    kind: "flow",
    id,
    version,
    fingerprint: createHash("sha256").update(`flow:${id}@${version}`).digest("hex"),
    machine: toRunnableMachine(machine, effects),
    effects,
    ...(tables.length > 0 && { tables }),
    ...(input && { input }),
    ...(outcomes && { outcomes: [...outcomes] }),
    ...(samples && { samples }),
  };
}

/** Tables that a machine's records write to. */
function recordedTables(machine: AnyStateMachine): readonly string[] {
  const { actions: named } = machine.implementations;
  const inPlace = statesOfMachine(machine).flatMap((state) => actionsOfState(state).map(({ action }) => action));
  const tables = [...Object.values(named), ...inPlace].map(tableOfAction);
  return [...new Set(tables.filter((table) => table !== undefined))];
}

/** A machine in which every effect has a placeholder, so that its runs can be kept, and in which circles end. */
export function toRunnableMachine(machine: AnyStateMachine, effects: readonly string[]): AnyStateMachine {
  const actors = placeholdersFor(effects);
  return endingCircles(machine.provide({ actors } as Parameters<AnyStateMachine["provide"]>[0]));
}

/** A placeholder for each effect. */
export function placeholdersFor(effects: readonly string[]): Readonly<Record<string, ReturnType<typeof effect>>> {
  return Object.fromEntries(effects.map((name) => [name, effect()]));
}

/** The machine itself, with an end to its circles unless it names one. */
export function endingCircles(machine: AnyStateMachine): AnyStateMachine {
  if (!Number.isFinite(machine.options.maxIterations ?? Infinity)) {
    machine.options = { ...machine.options, maxIterations: maxMicrosteps };
  }
  return machine;
}

function inspectSchema(flow: string, schema: z.ZodType): void {
  const [problem] = schemaProblems(schema);
  if (problem)
    throw new CallwrightError("FLOW_SCHEMA_NOT_JSON", {
      flow,
      path: problem.path || "the input",
      reason: problem.reason,
    });
}
