import type { Json } from "../../ports/identity.ts";
import type { Notes } from "./notes.ts";
/** Reads the input: an object schema that survives JSON. Gives its JSON Schema, or `undefined` with mistakes noted. */
export declare function readInput(value: unknown, notes: Notes): Json | undefined;
/** JSON Schema of a schema, or `undefined` with a mistake noted for each place that JSON would lose. */
export declare function readSchema(value: unknown, path: string, notes: Notes): Json | undefined;
