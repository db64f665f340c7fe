import { z } from "zod";
import type { Json } from "../ports/identity.ts";

/** The shape of a JSON Schema, as far as checks of definitions look at it. Other members are kept. */
const shape = z
  .looseObject({
    type: z.union([z.string(), z.array(z.string())]).exactOptional(),
    enum: z.array(z.json()).exactOptional(),
    required: z.array(z.string()).exactOptional(),
    pattern: z.string().exactOptional(),
    $ref: z.string().exactOptional(),
    get properties() {
      return z.record(z.string(), shape).exactOptional();
    },
    get $defs() {
      return z.record(z.string(), shape).exactOptional();
    },
    get anyOf() {
      return z.array(shape).exactOptional();
    },
    get oneOf() {
      return z.array(shape).exactOptional();
    },
    get allOf() {
      return z.array(shape).exactOptional();
    },
    get items() {
      return z.union([z.boolean(), shape]).exactOptional();
    },
    get additionalProperties() {
      return z.union([z.boolean(), shape]).exactOptional();
    },
  })
  .meta({ id: "JsonSchema" });

/** Checks that a value looks like a JSON Schema. */
export const jsonSchemaSchema = shape as unknown as z.ZodType<Json>;
