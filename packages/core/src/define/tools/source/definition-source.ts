import { canonicalJson } from "../../canonical-json.ts";
import type { DialogDocument, DigressionDocument, RobotDocument } from "../../document.ts";
import { readBacks } from "./read-back.ts";
import { foreignSchemaComment as foreignSchema, schemaSource } from "./schema-source.ts";
import { list, literal, object, text, type Source, type SourceEntry } from "./source-tree.ts";
import { hearSource, nextSource, stepSource, type StepNaming } from "./step-source.ts";
import { effectsOf, type FunctionKind } from "./function-names.ts";

/** How things that a document names are written. */
export interface Naming extends StepNaming {
  /** E.g. `functions.large` for the condition `large`. */
  readonly functionSource: (kind: FunctionKind, name: string) => string;
}

/** What stands between the brackets of `defineRobot`. */
export function robotSource(document: RobotDocument, naming: Naming): Source {
  const { id, version, direction, outcomes, commands, digressions, transferred } = document;
  return entries([
    ["id", literal(id)],
    ["version", literal(version)],
    ["direction", literal(direction)],
    localeEntry(document.locales),
    schemaEntry("input", document.input),
    ["slots", schemaTable(document.slots)],
    ["texts", textsSource(document)],
    ["outcomes", outcomesSource(outcomes)],
    ["effects", effectList(Object.keys(document.effects ?? {}), naming)],
    ["conditions", functionTable("condition", document.conditions, naming)],
    ["inputConditions", functionTable("inputCondition", document.inputConditions, naming)],
    ["commands", commands && commandsSource(commands)],
    ["digressions", digressions && digressionsSource(digressions, naming)],
    ["transferred", transferred === undefined ? undefined : literal(transferred)],
    ["start", literal(document.start)],
    ["steps", stepsSource(document, naming)],
    ["unreached", unreachedSource(document.unreached)],
    ["hungUp", literal(document.hungUp)],
  ]);
}

/** What stands between the brackets of `defineDialog`. */
export function dialogSource(document: DialogDocument, naming: Naming): Source {
  const own = {
    ...naming,
    functionSource: (kind: FunctionKind, name: string) => ofDialog(document.id, kind, name, naming),
  };
  const isEmpty = canonicalJson(withoutDialect(document.input)) === canonicalJson({ type: "object", properties: {} });
  return entries([
    ["id", literal(document.id)],
    localeEntry(document.locales),
    ...(isEmpty ? [] : [schemaEntry("input", document.input)]),
    ["slots", schemaTable(document.slots)],
    ["texts", textsSource(document)],
    ["effects", effectList(effectsOf(document).filter(naming.isOwnEffect), naming)],
    ["conditions", functionTable("condition", document.conditions, own)],
    ["exits", literal(document.exits)],
    ["start", literal(document.start)],
    ["steps", stepsSource(document, own)],
  ]);
}

type Entry = readonly [string, Source | undefined, string?];

function entries(given: readonly Entry[]): Source {
  const present = given.flatMap(([key, value, comment]): readonly SourceEntry[] =>
    value === undefined ? [] : [{ key, value, ...(comment === undefined ? {} : { comment }) }],
  );
  return { kind: "object", entries: present };
}

// Conditions of a dialog are called `<dialog id>.<name>` wherever they leave it.
function ofDialog(id: string, kind: FunctionKind, name: string, naming: Naming): string {
  return naming.functionSource(kind, kind === "condition" ? `${id}.${name}` : name);
}

function localeEntry(locales: readonly string[]): Entry {
  const [first] = locales;
  return locales.length === 1 ? ["locale", literal(first)] : ["locales", literal(locales)];
}

function schemaEntry(key: string, schema: unknown): Entry {
  const { source, foreign } = schemaSource(schema);
  return foreign ? [key, source, foreignSchema] : [key, source];
}

function schemaTable(schemas: Readonly<Record<string, unknown>> | undefined): Source | undefined {
  if (schemas === undefined || Object.keys(schemas).length === 0) return undefined;
  return entries(Object.entries(schemas).map(([name, schema]) => schemaEntry(name, schema)));
}

function textsSource(document: RobotDocument | DialogDocument): Source {
  const { texts, locales } = document;
  const generated = readBacks(document);
  return object(
    Object.fromEntries(
      Object.entries(texts).flatMap(([key, words]) => {
        const readBack = generated.get(key);
        if (readBack?.isBuiltIn) return [];
        const spoken = locales.map((locale) => words[locale]);
        const same = Object.keys(words).length === locales.length && new Set(spoken.map(canonicalJson)).size === 1;
        return [[readBack?.ownKey ?? key, literal(same ? spoken[0] : words)]];
      }),
    ),
  );
}

function outcomesSource(outcomes: RobotDocument["outcomes"]): Source {
  return object(
    Object.fromEntries(
      Object.entries(outcomes).map(([name, { title, data }]) => [
        name,
        entries([["title", literal(title)], ...(data === undefined ? [] : [schemaEntry("data", data)])]),
      ]),
    ),
  );
}

function effectList(types: readonly string[], naming: Naming): Source | undefined {
  if (types.length === 0) return undefined;
  return list(types.map((type) => text(naming.functionSource("effect", type))));
}

function functionTable(kind: FunctionKind, names: readonly string[], naming: Naming): Source | undefined {
  if (names.length === 0) return undefined;
  return object(Object.fromEntries(names.map((name) => [name, text(naming.functionSource(kind, name))])));
}

function commandsSource({ repeat, operator, stop }: NonNullable<RobotDocument["commands"]>): Source {
  return object({
    repeat: repeat && literal(repeat),
    operator: operator === undefined ? undefined : nextSource(operator),
    stop: stop === undefined ? undefined : nextSource(stop),
  });
}

function digressionsSource(digressions: Readonly<Record<string, DigressionDocument>>, naming: Naming): Source {
  return object(
    Object.fromEntries(
      Object.entries(digressions).map(([name, { hear, key, say }]) => [
        name,
        object({
          hear: hearSource(hear, naming),
          key: key === undefined ? undefined : literal(key),
          say: literal(say),
        }),
      ]),
    ),
  );
}

function stepsSource(document: RobotDocument | DialogDocument, naming: Naming): Source {
  const steps = Object.entries(document.steps);
  return object(Object.fromEntries(steps.map(([name, step]) => [name, stepSource(name, step, document, naming)])));
}

function unreachedSource({ default: common, ...byCause }: RobotDocument["unreached"]): Source {
  return literal(Object.keys(byCause).length === 0 ? common : { default: common, ...byCause });
}

function withoutDialect(schema: unknown): unknown {
  const { $schema: _, ...rest } = schema as Readonly<Record<string, unknown>>;
  return rest;
}
