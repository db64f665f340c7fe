import { createHash } from "node:crypto";
import { z } from "zod";
import { builtInEffects, mapBlobs, schemaFromJson, type RobotDefinition, type ToBlobRef } from "../../define/index.ts";
import type { EffectStartCommand } from "../../machine/index.ts";
import type { Json } from "../../ports/identity.ts";

/** Performs one type of effect in a simulated call. Its input may be declared as what the effect's schema says. */
export type EffectHandler = HandlerMethod["perform"];

interface HandlerMethod {
  /** A method, so that a handler may name the members that it needs. */
  perform(input: Readonly<Record<string, Json>>): unknown;
}

/** An effect that nobody has settled yet. */
export interface WaitingEffect {
  readonly invoke: string;
  readonly type: string;
  readonly input: Json;
}

interface EffectSchemas {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

const transferSchema = z.strictObject({
  kind: z.enum(["connected", "hungUp", "busy", "noAnswer", "declined", "closed", "failed"]),
});
const converseSchema = z.strictObject({
  say: z.string().nullable().default(null),
  fills: z.array(z.strictObject({ slot: z.string(), value: z.json(), quote: z.string() })).default([]),
  act: z.strictObject({ effect: z.string(), input: z.json() }).nullable().default(null),
  exit: z.enum(["done", "gaveUp"]).nullable().default(null),
  cost: z.number().min(0).default(0),
});

/** The effects of a simulated call: which ones wait, and whether what goes in and out fits what they declare. */
export class EffectDesk {
  readonly #schemas: ReadonlyMap<string, EffectSchemas>;
  readonly #waiting = new Map<string, WaitingEffect>();

  constructor(definition: RobotDefinition) {
    this.#schemas = schemasOf(definition);
  }

  /** The effects that wait, oldest first. */
  get waiting(): readonly WaitingEffect[] {
    return [...this.#waiting.values()];
  }

  /** Takes in an effect. @throws Error when its input does not fit what it declares */
  begin({ invoke, effect, input }: EffectStartCommand): WaitingEffect {
    const checked = this.#schemas.get(effect)?.input.safeParse(input);
    if (checked && !checked.success) {
      throw new Error(`The robot asked for "${effect}" with an input that it does not take: ${told(checked.error)}.`);
    }
    const waiting = { invoke, type: effect, input };
    this.#waiting.set(invoke, waiting);
    return waiting;
  }

  /** Whether an effect still waits; one that was stopped or settled does not. */
  has(effect: WaitingEffect): boolean {
    return this.#waiting.get(effect.invoke) === effect;
  }

  end(invoke: string): void {
    this.#waiting.delete(invoke);
  }

  endAll(): void {
    this.#waiting.clear();
  }

  /** A result as the effect declares it. @throws Error when it does not fit */
  result(type: string, given: unknown): Json {
    const schema = this.#schemas.get(type)?.output;
    const checked = schema?.safeParse(mapBlobs(schema, given, toNamed)) ?? { success: true as const, data: given };
    if (!checked.success) throw new Error(`"${type}" gives no such result: ${told(checked.error)}.`);
    return JSON.parse(JSON.stringify(checked.data ?? null)) as Json;
  }
}

function schemasOf({ document, functions }: RobotDefinition): ReadonlyMap<string, EffectSchemas> {
  const declared = Object.entries(document.effects ?? {}).map(([type, { input, output }]) => [
    type,
    { input: schemaFromJson(input), output: schemaFromJson(output) },
  ]);
  const coded = Object.entries({ ...functions.effects, ...builtInEffects }).map(([type, { input, output }]) => [
    type,
    { input, output },
  ]);
  return new Map([
    ...(declared as [string, EffectSchemas][]),
    ...(coded as [string, EffectSchemas][]),
    ["voice.transfer", { input: z.unknown(), output: transferSchema }],
    ["model.converse", { input: z.unknown(), output: converseSchema }],
  ]);
}

/** A large value as an engine would name it; nothing is kept in a simulated call. A stream is not read. */
const toNamed: ToBlobRef = (content, { mediaType }) => {
  if (typeof content === "object" && "blob" in content) return content;
  const bytes = Buffer.from(content instanceof ReadableStream ? "" : content);
  return { blob: `test:${createHash("sha256").update(bytes).digest("hex")}`, bytes: bytes.length, mediaType };
};

function told(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
    .join("; ");
}
