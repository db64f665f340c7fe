import { z } from "zod";
import type { Json } from "../../ports/identity.ts";
/** Some value of a schema, for walks: its shape is right, its limits (lengths, patterns) may not be. */
export declare function sampleFromSchema(schema: z.ZodType, random: () => number): Json;
