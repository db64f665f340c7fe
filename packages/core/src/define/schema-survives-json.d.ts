import { z } from "zod";
/** A place in a schema that is lost or cannot be written when the schema becomes JSON Schema. */
export interface SchemaProblem {
    /** Dotted path inside the value, e.g. `visit.at`; `[]` stands for an element, `*` for a record's value. */
    readonly path: string;
    /** What is there and what to write instead. */
    readonly reason: string;
}
/**
 * What of a schema would be lost on the way through JSON Schema; empty when the schema survives.
 *
 * Shape: one entry per place; refinements, which `z.toJSONSchema` drops without a word, are found on the schema itself.
 */
export declare function schemaProblems(schema: z.ZodType): readonly SchemaProblem[];
/** Whether a value is a schema of zod 4. */
export declare function isSchema(value: unknown): value is z.ZodType;
/** Whether a value is an object schema of zod 4, of any copy of zod. */
export declare function isObjectSchema(value: unknown): value is z.ZodObject;
