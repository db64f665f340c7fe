import { parseInput, type RobotDefinition } from "../../define/index.ts";
import { driveRobot, toDriveTexts, unrollRobot, type DriveInput, type Flow } from "../../machine/index.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import type { SimulatedCallSettings } from "../simulate-call.ts";

/** A robot made ready to be played many times. */
export interface CompiledRobot {
  readonly definition: RobotDefinition;
  readonly flow: Flow;
  readonly graph: DialogGraph;
  readonly nodes: DialogGraph["nodes"];
}

const known = new WeakMap<RobotDefinition, CompiledRobot>();

/** The machine and the graph of a robot; made once per definition, for simulated calls and for replays. */
export function compileRobot(definition: RobotDefinition): CompiledRobot {
  const met = known.get(definition);
  if (met) return met;
  const { document } = definition;
  const graph = unrollRobot(document, { locale: document.locales[0], keepBranches: true });
  const compiled = { definition, flow: driveRobot(definition), graph, nodes: graph.nodes };
  known.set(definition, compiled);
  return compiled;
}

/** What the dialog of a simulated call starts with. @throws CallwrightError `INPUT_INVALID`, and as `toDriveTexts` does */
export function startOf(definition: RobotDefinition, settings: SimulatedCallSettings<unknown>): DriveInput {
  const { locales } = definition.document;
  const { locale = locales[0], timeZone = null, texts = null } = settings;
  if (!locales.includes(locale)) {
    throw new Error(`Robot "${definition.id}" does not speak "${locale}". It speaks: ${locales.join(", ")}.`);
  }
  const input = parseInput(definition, settings.input) as Json;
  return { input, locale, timeZone, texts: toDriveTexts(definition, { locale, timeZone, input, texts }) };
}
