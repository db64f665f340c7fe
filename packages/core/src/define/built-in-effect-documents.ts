import { z } from "zod";
import type { Json } from "../ports/identity.ts";
import { builtInEffects } from "./built-in-effects.ts";

/** JSON Schemas of the built-in effects, by type. */
export const builtInEffectDocuments: Readonly<Record<string, { readonly input: Json; readonly output: Json }>> =
  Object.fromEntries(
    Object.entries(builtInEffects).map(([type, { input, output }]) => [
      type,
      { input: toJson(input), output: toJson(output) },
    ]),
  );

function toJson(schema: z.ZodType): Json {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: "input" }))) as Json;
}
