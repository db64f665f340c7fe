import type { Json } from "../../ports/identity.ts";
/** A value that JSON cannot hold, and where it is. */
export declare class NotJson extends Error {
  readonly path: string;
  readonly found: string;
  constructor(path: string, found: string);
}
/**
 * A copy of a value as plain JSON: exactly what `JSON.parse(JSON.stringify(value))` gives for values that JSON keeps whole.
 *
 * Shape: fields that are `undefined` are left out. Everything else that JSON would change or lose is refused.
 * @throws NotJson with the path, e.g. `context.visit.at`.
 */
export declare function toPlainJson(value: unknown, path: string): Json;
