import { readInputOf, type RobotDefinition } from "../../define/index.ts";
import {
  advance,
  isDone,
  outputOf,
  toDriveTexts,
  type DriveOutput,
  type Flow,
  type FlowEvent,
  type FlowSnapshot,
  type PlainEvent,
  type VoiceTurn,
} from "../../machine/index.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { compileRobot } from "../simulation/compiled-robot.ts";
import type { CapturedRun } from "./captured-run.ts";

/** A robot made ready to be played many times. */
export interface Stage {
  readonly definition: RobotDefinition;
  readonly flow: Flow;
  readonly graph: DialogGraph;
}

/** The stage of a definition; made once. */
export function stageOf(definition: RobotDefinition): Stage {
  return compileRobot(definition);
}

/** A dialog on a stage: its state, what it waits for, what was said. Each event gives a new one. */
export interface Performance {
  readonly stage: Stage;
  readonly snapshot: FlowSnapshot;
  /** Invoke → type and input of the effect. */
  readonly waiting: ReadonlyMap<string, { readonly effect: string; readonly input: Json }>;
  /** Timer → the event that it brings. */
  readonly timers: ReadonlyMap<string, PlainEvent>;
  readonly turns: readonly VoiceTurn[];
}

/** A dialog at its beginning, with a captured run's input. Problems: why the input does not fit. */
export function begin(
  stage: Stage,
  captured: Pick<CapturedRun, "input" | "locale" | "mode">,
): { readonly performance: Performance } | { readonly problems: readonly string[] } {
  const reading = inputOf(stage.definition, captured);
  if ("problems" in reading) return reading;
  const { input } = reading;
  const locale = captured.locale ?? stage.definition.document.locales[0];
  const texts = toDriveTexts(stage.definition, { locale, input }) as unknown as Json;
  const { snapshot } = advance(stage.flow, undefined, { init: { input, texts, locale } });
  return { performance: { stage, snapshot, waiting: new Map(), timers: new Map(), turns: [] } };
}

function inputOf(
  definition: RobotDefinition,
  { input, mode }: Pick<CapturedRun, "input" | "mode">,
): { readonly input: Json } | { readonly problems: readonly string[] } {
  if (input === null && mode === "hosted") {
    const { conditions, inputConditions } = definition.document;
    // Without conditions the input decides nothing but the words.
    if (conditions.length + inputConditions.length === 0) return { input: {} };
    return { problems: ["it is not known; capture the run together with its job"] };
  }
  const reading = readInputOf(definition, input);
  if (reading.ok) return { input: reading.input as Json };
  return { problems: reading.problems.map(({ path, message }) => `${path || "input"}: ${message}`) };
}

/** The dialog after one more event. */
export function give(performance: Performance, event: FlowEvent): Performance {
  const { stage } = performance;
  const { snapshot, commands } = advance(stage.flow, performance.snapshot, event);
  const waiting = new Map(performance.waiting);
  const timers = new Map(performance.timers);
  const turns = [...performance.turns];
  if ("invoke" in event && typeof event.invoke === "string") waiting.delete(event.invoke);
  if ("timer" in event && typeof event.timer === "string") timers.delete(event.timer);
  for (const command of commands) {
    if (command.type === "effect.start") {
      waiting.set(command.invoke, command);
      if (command.effect === "voice.turn") turns.push(command.input as unknown as VoiceTurn);
    } else if (command.type === "effect.stop") waiting.delete(command.invoke);
    else if (command.type === "timer.set") timers.set(command.timer, command.event);
    else if (command.type === "timer.cancel") timers.delete(command.timer);
  }
  return { stage, snapshot, waiting, timers, turns };
}

/** The result of an effect that the dialog waits for. */
export function giveResult(performance: Performance, invoke: string, output: Json): Performance {
  return give(performance, { type: "effect.done", invoke, output });
}

/** How the dialog came out; `null` while it is not over. */
export function endOf({ snapshot }: Performance): Pick<DriveOutput, "outcome" | "data"> | null {
  return isDone(snapshot) ? (outputOf(snapshot) as unknown as DriveOutput) : null;
}

/** The node that waits; `null` when none does. */
export function waitingNode({ waiting }: Performance): string | null {
  const [invoke] = waiting.keys();
  return invoke === undefined ? null : invoke.slice(invoke.indexOf(":") + 1);
}

/** The turn of a node, where it speaks or listens. */
export function turnOf({ waiting }: Performance, node: string): VoiceTurn | undefined {
  return waiting.get(`turn:${node}`)?.input as unknown as VoiceTurn | undefined;
}

/** Whether the dialog waits for the client or for an effect, rather than for its own words to end. */
export function listensTo(performance: Performance): boolean {
  const { waiting } = performance;
  return [...waiting.keys()].some((invoke) => {
    const turn = turnOf(performance, invoke.slice(invoke.indexOf(":") + 1));
    return !invoke.startsWith("turn:") || turn?.listen !== null;
  });
}
