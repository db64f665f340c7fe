import { z } from "zod";
import { builtInEffects, schemaFromJson, type RobotDefinition } from "../../define/index.ts";
import type { Json } from "../../ports/identity.ts";

/** What an effect is asked with. */
export interface EffectInput {
  /** JSON Schema. */
  readonly schema: Json;
  readonly accepts: (input: unknown) => boolean;
}

/** What the effects of a robot are asked with, by type; the built-in ones among them. */
export function effectInputs({ document, functions }: RobotDefinition): Readonly<Record<string, EffectInput>> {
  const schemas: Record<string, z.ZodType> = {};
  for (const [type, { input }] of Object.entries(document.effects ?? {})) schemas[type] = schemaFromJson(input);
  for (const [type, { input }] of Object.entries({ ...functions.effects, ...builtInEffects })) schemas[type] = input;
  return Object.fromEntries(
    Object.entries(schemas).map(([type, input]) => [
      type,
      {
        schema: z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as unknown as Json,
        accepts: (value) => input.safeParse(value).success,
      },
    ]),
  );
}
