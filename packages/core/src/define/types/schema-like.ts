/**
 * A schema of zod, as far as checks need to know it.
 *
 * Comparing a schema with `z.ZodType` makes the compiler instantiate all of zod's methods, some 80,000 types.
 */
export interface SchemaLike {
  readonly _zod: { readonly input: unknown; readonly output: unknown };
}

/** A schema of an object. */
export interface ObjectSchemaLike extends SchemaLike {
  readonly _zod: { readonly input: unknown; readonly output: unknown; readonly def: { readonly type: "object" } };
}

/** A schema with a default. */
export interface DefaultSchemaLike extends SchemaLike {
  readonly _zod: { readonly input: unknown; readonly output: unknown; readonly def: { readonly type: "default" } };
}
