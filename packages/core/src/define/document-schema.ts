import { z } from "zod";
import { notConnectedCauses } from "../calls/causes.ts";
import type { Json } from "../ports/identity.ts";
import { jsonSchemaSchema } from "./json-schema-schema.ts";

const name = z.string().min(1);
const names = z.array(name);
const json: z.ZodType<Json> = z.json().meta({ id: "Json" });
const values = z.record(name, json).meta({ id: "Values" });
const schemas = z.record(name, jsonSchemaSchema);
const count = z.int().min(1);
const key = z.string().regex(/^[0-9*#]$/);
const confidence = z.number().gt(0).max(1);

const robotNext = z
  .union([name, z.strictObject({ end: name, data: values.exactOptional() })])
  .meta({ id: "RobotNext" });
const dialogNext = z.union([name, z.strictObject({ exit: name })]).meta({ id: "DialogNext" });
const hungUpOfRobot = { hungUp: name.exactOptional() };
const heard = { hear: names, key: key.exactOptional() };
const limits = z.strictObject({ turns: count, timeMs: count, cost: z.number().min(0) });
const collectKind = z.enum(["number", "digits", "money", "date", "time", "phone", "name", "text", "choice", "own"]);

/** The steps that robots and dialogs share. `hungUp` is what a step may say about hanging up. */
function sharedSteps<Next extends z.ZodType, HungUp extends z.core.$ZodLooseShape>(next: Next, hungUp: HungUp) {
  const answer = z.strictObject({ ...heard, next, confirm: name.exactOptional() });
  const turns = {
    noInput: names,
    noMatch: names,
    exhausted: next,
    timeoutMs: count,
    bargeIn: z.boolean().exactOptional(),
  };
  return [
    z.strictObject({ say: name, next, bargeIn: z.boolean().exactOptional(), ...hungUp }),
    z.strictObject({
      ask: name,
      answers: z.record(name, answer),
      ...turns,
      confirmBelow: confidence.exactOptional(),
      confirm: name.exactOptional(),
      model: name.exactOptional(),
      ...hungUp,
    }),
    z.strictObject({
      collect: name,
      text: name,
      as: collectKind,
      hear: name.exactOptional(),
      choices: z.record(name, z.strictObject(heard)).exactOptional(),
      ...turns,
      next,
      readBack: name.exactOptional(),
      confirmBelow: confidence.exactOptional(),
      ...hungUp,
    }),
    z.strictObject({ branch: z.array(z.strictObject({ if: name.exactOptional(), next })).min(1) }),
    z.strictObject({
      act: name,
      with: values,
      into: z.union([name, z.record(name, name)]).exactOptional(),
      timeoutMs: count,
      filler: name.exactOptional(),
      next,
      failed: next,
      ...hungUp,
    }),
    z.strictObject({ use: name, with: values, into: z.record(name, name), exits: z.record(name, next) }),
    z.strictObject({
      converse: name,
      opening: name.exactOptional(),
      fill: names,
      effects: names,
      limits,
      exits: z.strictObject({ done: next, gaveUp: next, limit: next, failed: next }),
      ...hungUp,
    }),
  ] as const;
}

const transfer = z.strictObject({
  transfer: z.union([
    z.strictObject({ queue: name }),
    z.strictObject({ operator: name }),
    z.strictObject({ number: name }),
    z.strictObject({ script: name }),
  ]),
  whisper: name.exactOptional(),
  busy: robotNext,
  noAnswer: robotNext,
  declined: robotNext.exactOptional(),
  closed: robotNext.exactOptional(),
  failed: robotNext,
  transferred: name.exactOptional(),
  ...hungUpOfRobot,
});

const robotStep = z.union([...sharedSteps(robotNext, hungUpOfRobot), transfer]).meta({ id: "RobotStep" });
const dialogStep = z.union(sharedSteps(dialogNext, {})).meta({ id: "DialogStep" });
const text = z.union([name, z.strictObject({ say: name, file: name })]).meta({ id: "Text" });
const texts = z.record(name, z.record(name, text)).meta({ id: "Texts" });
const locales = z.tuple([name], name);

const dialogDocumentSchema = z
  .strictObject({
    format: z.literal(1),
    kind: z.literal("dialog"),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    locales,
    input: jsonSchemaSchema,
    slots: schemas,
    texts,
    conditions: names,
    exits: z.array(name).min(1),
    start: name,
    steps: z.record(name, dialogStep),
    get dialogs() {
      return z.record(name, dialogDocumentSchema).exactOptional();
    },
  })
  .meta({ id: "DialogDocument" });

const robotDocumentSchema = z
  .strictObject({
    format: z.literal(1),
    kind: z.literal("robot"),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    version: count,
    direction: z.enum(["outbound", "inbound"]),
    locales,
    input: jsonSchemaSchema,
    slots: schemas.exactOptional(),
    texts,
    outcomes: z.record(name, z.strictObject({ title: name, data: jsonSchemaSchema.exactOptional() })),
    effects: z.record(name, z.strictObject({ input: jsonSchemaSchema, output: jsonSchemaSchema })).exactOptional(),
    dialogs: z.record(name, dialogDocumentSchema).exactOptional(),
    commands: z
      .strictObject({
        repeat: z.literal(true).exactOptional(),
        operator: robotNext.exactOptional(),
        stop: robotNext.exactOptional(),
      })
      .exactOptional(),
    digressions: z.record(name, z.strictObject({ ...heard, say: name })).exactOptional(),
    start: name,
    steps: z.record(name, robotStep),
    unreached: z.strictObject({
      default: name,
      ...(Object.fromEntries(notConnectedCauses.map((cause) => [cause, name.exactOptional()])) as Readonly<
        Record<(typeof notConnectedCauses)[number], z.ZodExactOptional<typeof name>>
      >),
    }),
    hungUp: name,
    transferred: name.exactOptional(),
    conditions: names,
    inputConditions: names,
  })
  .meta({ id: "RobotDocument" });

/**
 * What a stored robot or dialog looks like; the JSON Schema of documents is made from it.
 *
 * Limits: the shape alone. Whether names exist, texts fit and calls end is checked by `parseDefinition`.
 */
export const documentSchema = z
  .union([robotDocumentSchema, dialogDocumentSchema])
  .meta({ title: "Callwright document", description: "A stored robot or dialog." });
