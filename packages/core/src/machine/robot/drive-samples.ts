import type { z } from "zod";
import {
  builtInEffects,
  parseTextSegments,
  schemaFromJson,
  wordsOf,
  type RobotDefinition,
} from "../../define/index.ts";
import type { DialogGraph, DialogNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { sampleFromSchema } from "../durability/sample-from-schema.ts";
import { seededRandom } from "../durability/seeded-random.ts";
import type { FlowSamples } from "../flow.ts";
import type { DriveScope } from "./drive-scope.ts";

/** Examples for the walk over a driven dialog: inputs, reports, and results of every effect that it may ask for. */
export function driveSamples(definition: RobotDefinition, graph: DialogGraph, scope: DriveScope): FlowSamples {
  const random = seededRandom(1);
  const nodes = Object.values(graph.nodes);
  return {
    inputs: Array.from({ length: 8 }, () => ({
      input: sampleFromSchema(definition.input, random),
      texts: sampleTexts(scope),
      locale: graph.locale,
    })),
    events: {
      "call.answered": [{ by: "human" }, { by: "unknown" }],
      "call.not-connected": [{ cause: "busy" }, { cause: "no_answer" }],
      "call.ended": [{ cause: "caller_hangup" }],
    },
    results: {
      "voice.turn": turnSamples(nodes, scope, random),
      "voice.transfer": ["connected", "hungUp", "busy", "noAnswer", "declined", "closed", "failed"].map((kind) => ({
        kind,
      })),
      "model.converse": replySamples(nodes, scope, random),
      ...actSamples(definition, random),
    },
  };
}

function sampleTexts({ document: { texts, locales } }: DriveScope): Json {
  return Object.fromEntries(
    Object.entries(texts).map(([key, byLocale]) => {
      const { segments } = parseTextSegments(wordsOf(byLocale[locales[0]] ?? ""));
      return [key, { segments, file: null } as unknown as Json];
    }),
  );
}

function turnSamples(nodes: readonly DialogNode[], scope: DriveScope, random: () => number): readonly Json[] {
  const answers = new Set(nodes.flatMap((node) => ("answers" in node ? node.answers.map(({ name }) => name) : [])));
  const collected = new Set(nodes.flatMap((node) => (node.kind === "ask" && node.collect ? [node.collect.slot] : [])));
  const values = [...collected].map((slot) => sampleSlot(scope, slot, random));
  return [
    ...["said", "noInput", "noMatch", "hungUp"].map((kind) => ({ kind })),
    ...[...answers].flatMap((answer) => [
      { kind: "answer", answer },
      { kind: "answer", answer, confidence: 0 },
    ]),
    ...values.flatMap((value) => [
      { kind: "value", value },
      { kind: "value", value, confidence: 0 },
    ]),
    ...(nodes.some(({ kind }) => kind === "converse") ? [{ kind: "heard", words: clientWords }] : []),
  ];
}

function replySamples(nodes: readonly DialogNode[], scope: DriveScope, random: () => number): readonly Json[] {
  const nothing = { say: null, fills: [], act: null, exit: null, cost: 0 };
  const passages = nodes.filter((node) => node.kind === "converse");
  const fills = passages
    .flatMap(({ fill }) => fill)
    .map((slot) => ({ slot, value: sampleSlot(scope, slot, random), quote: clientWords }));
  const effects = passages.flatMap((node) => node.effects);
  return [
    { ...nothing, say: "words", fills },
    { ...nothing, exit: "done" },
    { ...nothing, exit: "gaveUp" },
    ...effects.map((effect) => ({ ...nothing, act: { effect, input: { field: "TITLE" } } })),
    "no reply",
  ];
}

const clientWords = "sample words";

function actSamples(
  { document, functions }: RobotDefinition,
  random: () => number,
): Readonly<Record<string, readonly Json[]>> {
  const outputs: Record<string, z.ZodType> = {};
  for (const [type, { output }] of Object.entries(document.effects ?? {})) outputs[type] = schemaFromJson(output);
  for (const [type, { output }] of Object.entries({ ...functions.effects, ...builtInEffects })) outputs[type] = output;
  return Object.fromEntries(
    Object.entries(outputs).map(([type, output]) => [
      type,
      [null, {}, ...Array.from({ length: 3 }, () => sampleFromSchema(output, random))],
    ]),
  );
}

function sampleSlot({ schemas }: DriveScope, slot: string, random: () => number): Json {
  const schema = schemas[slot];
  return schema ? sampleFromSchema(schema, random) : null;
}
