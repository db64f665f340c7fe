import {
  flattenDocument,
  schemaFromJson,
  scopeFacts,
  type FlatDocument,
  type RobotDefinition,
} from "../../define/index.ts";
import { hear } from "../../engine/index.ts";
import { driveRobot, toDriveTexts, unrollRobot, type Flow } from "../../machine/index.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { madeUpFacts } from "./hearing-facts.ts";
import { sampleHints } from "./sample-hints.ts";
import { valueSamples } from "./value-samples.ts";

/** What a walk tries beside what the schemas tell. */
export interface WalkSamples {
  /** Inputs of calls, tried first. Others are made from the input's schema. */
  readonly inputs?: readonly unknown[];
  /** Type of an effect → results, tried first. */
  readonly results?: Readonly<Record<string, readonly Json[]>>;
  /** Slot → values that clients say, tried first. */
  readonly values?: Readonly<Record<string, readonly Json[]>>;
  /** Default: the robot's first. */
  readonly locale?: string;
}

/** An input that a call may start with. */
export interface WalkInput {
  /** As a caller gives it. */
  readonly given: Json;
  /** As the machine starts with it: checked, defaults filled in. */
  readonly init: Json;
  readonly parsed: unknown;
}

/** A condition that was asked in a step, and its answer. */
export interface AskedCondition {
  readonly name: string;
  readonly held: boolean;
}

/** A robot made ready to be walked. */
export interface Walk {
  readonly definition: RobotDefinition;
  readonly flow: Flow;
  readonly graph: DialogGraph;
  readonly document: FlatDocument;
  readonly locale: string;
  readonly inputs: readonly WalkInput[];
  /** Conditions asked in the step that is being taken; emptied before each step. */
  readonly asked: AskedCondition[];
  /** Whether each condition that some branch asks holds now; `?` where it throws. */
  conditionsNow(input: WalkInput, slots: Readonly<Record<string, Json>>): string;
  /** Words that a question does not understand; `null` where it takes any. */
  noiseAt(node: string): string | null;
  /** Values worth saying for a slot. */
  valuesOf(slot: string): readonly Json[];
  /** Results worth giving for an effect. */
  resultsOf(effect: string): readonly Json[];
  /** Inputs that an effect takes. */
  effectInputsOf(effect: string): readonly Json[];
}

/** Inputs that one walk starts with at most. */
const maxInputs = 64;

/** Samples of one slot or result at most. */
const maxSamples = 24;

/**
 * Makes a robot ready to be walked.
 *
 * @throws Error when no input fits the robot's schema: then `inputs` are needed
 */
export function createWalk(robot: RobotDefinition, samples: WalkSamples = {}): Walk {
  const asked: AskedCondition[] = [];
  const definition = { ...robot, functions: watched(robot, asked) };
  const document = flattenDocument(robot.document);
  const locale = samples.locale ?? robot.document.locales[0];
  const graph = unrollRobot(robot.document, { locale, keepBranches: true });
  const hints = sampleHints(robot.functions);
  const fitting = (schema: Json, given: readonly Json[] = []): readonly Json[] => {
    const check = schemaFromJson(schema);
    const made = valueSamples(schema, hints).filter((value) => check.safeParse(value).success);
    return distinct([...given, ...made.slice(0, maxSamples)]);
  };
  return {
    definition,
    flow: driveRobot(definition),
    graph,
    document,
    locale,
    asked,
    inputs: toInputs(robot, samples, locale, hints),
    conditionsNow: toConditionsNow(robot, graph, document),
    noiseAt: remembered((node) => noiseAt(robot, graph, node, locale)),
    valuesOf: remembered((slot) => fitting(document.slots?.[slot] ?? {}, samples.values?.[slot])),
    resultsOf: remembered((effect) => fitting(schemasOf(robot, effect).output, samples.results?.[effect])),
    effectInputsOf: remembered((effect) => fitting(schemasOf(robot, effect).input)),
  };
}

/** The functions of a robot, its conditions noting what they were asked. */
function watched({ functions }: RobotDefinition, asked: AskedCondition[]): RobotDefinition["functions"] {
  const watch = <Facts>(conditions: Readonly<Record<string, (facts: Facts) => boolean>>) =>
    Object.fromEntries(
      Object.entries(conditions).map(([name, holds]) => [
        name,
        (facts: Facts) => {
          const held = holds(facts);
          asked.push({ name, held });
          return held;
        },
      ]),
    );
  return {
    ...functions,
    conditions: watch(functions.conditions),
    inputConditions: watch(functions.inputConditions),
  };
}

function toInputs(
  robot: RobotDefinition,
  samples: WalkSamples,
  locale: string,
  hints: Parameters<typeof valueSamples>[1],
): readonly WalkInput[] {
  const made = [...((samples.inputs ?? []) as readonly Json[]), ...valueSamples(robot.document.input, hints)];
  const checked = made.map((given) => ({ given, result: robot.input.safeParse(given) }));
  const fitting = checked.flatMap(({ given, result }): readonly WalkInput[] => {
    if (!result.success) return [];
    const input = JSON.parse(JSON.stringify(result.data)) as Json;
    const texts = toDriveTexts(robot, { locale, input });
    const init = { input, texts, locale } as unknown as Json;
    return [{ given, init, parsed: input }];
  });
  const refused = checked.slice(0, samples.inputs?.length ?? 0).find(({ result }) => !result.success);
  const first = refused ?? (fitting.length === 0 ? checked[0] : undefined);
  if (first || fitting.length === 0) {
    const problems = first?.result.error?.issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`);
    const why = problems ? ` (${problems.join("; ")})` : "";
    throw new Error(
      refused
        ? `An input given for robot "${robot.id}" does not fit its schema${why}.`
        : `No sampled input fits the schema of robot "${robot.id}"${why}: give some as \`inputs\`.`,
    );
  }
  return fitting.slice(0, Math.max(maxInputs, samples.inputs?.length ?? 0));
}

function toConditionsNow(
  { functions }: RobotDefinition,
  graph: DialogGraph,
  document: FlatDocument,
): Walk["conditionsNow"] {
  const questions = new Map<string, { readonly scope: string | undefined; readonly name: string }>();
  for (const node of Object.values(graph.nodes)) {
    if (node.kind !== "branch") continue;
    for (const { condition: name } of node.ways) {
      if (name !== null) questions.set(`${node.scope ?? ""} ${name}`, { scope: node.scope, name });
    }
  }
  return ({ parsed: input }, slots) =>
    [...questions.values()]
      .map(({ scope, name }) => {
        const condition = functions.conditions[name] ?? functions.inputConditions[name];
        try {
          return condition?.(scopeFacts(document, scope, { input, slots })) === true ? "1" : "0";
        } catch {
          return "?";
        }
      })
      .join("");
}

const noises = ["…", "бубубу", "xyzzy"];

function noiseAt(robot: RobotDefinition, graph: DialogGraph, name: string, locale: string): string | null {
  const node = graph.nodes[name];
  if (node?.kind !== "ask") return null;
  const options = { locale, facts: madeUpFacts(locale) };
  return noises.find((says) => hear(robot, node, { says }, options).kind === "noMatch") ?? null;
}

function schemasOf({ document }: RobotDefinition, effect: string): { readonly input: Json; readonly output: Json } {
  const own = document.effects?.[effect];
  if (own) return own;
  return {
    input: { type: "object", properties: { field: { type: "string" } }, required: ["field"] },
    output: { anyOf: [{ type: "string" }, { type: "null" }] },
  };
}

function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
