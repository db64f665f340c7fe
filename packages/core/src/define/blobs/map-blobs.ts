import type { BlobContent, BlobRef } from "../../ports/blobs.ts";
import { definitionOf, innerSchemas } from "../schema-survives-json.ts";
import { blobMarkOf, isBlobContent, isBlobRef, type BlobMark } from "./blob-schema.ts";

/** Gives what stands in a result instead of a large value. `content` may name a blob already. */
export type ToBlobRef = (content: BlobContent | BlobRef, mark: BlobMark) => BlobRef;

const known = new WeakMap<object, boolean>();

/** Whether a schema marks anything as a blob. Looked through once. */
export function marksBlobs(schema: object): boolean {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const marks = findsMark(schema, []);
  known.set(schema, marks);
  return marks;
}

/**
 * A value with every marked place replaced, in an order that is the same each time. What does not fit the schema stays as it is: the
 * schema tells.
 */
export function mapBlobs(schema: unknown, value: unknown, toRef: ToBlobRef): unknown {
  const mark = blobMarkOf(schema);
  if (mark) return isBlobContent(value) || isBlobRef(value) ? toRef(value, mark) : value;
  const definition = definitionOf(schema);
  if (!definition || value === null || value === undefined) return value;
  const inner = innerSchemas(schema, definition).filter(([, inside]) => inside !== undefined);
  switch (definition.type) {
    case "object":
    case "record":
      return mapMembers(new Map(inner), value, toRef);
    case "array":
      return Array.isArray(value) ? value.map((item) => mapBlobs(definition.element, item, toRef)) : value;
    case "tuple":
      return Array.isArray(value)
        ? value.map((item, index) => mapBlobs(definition.items?.[index] ?? definition.rest, item, toRef))
        : value;
    case "union":
      return mapBlobs(chooseOption(definition.options ?? [], value), value, toRef);
    case "intersection":
      return mapBlobs(definition.right, mapBlobs(definition.left, value, toRef), toRef);
    default:
      return inner.reduce<unknown>((mapped, [, inside]) => mapBlobs(inside, mapped, toRef), value);
  }
}

function mapMembers(schemas: ReadonlyMap<string, unknown>, value: unknown, toRef: ToBlobRef): unknown {
  if (typeof value !== "object" || value === null || isBlobContent(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      mapBlobs(schemas.get(name) ?? schemas.get("*"), member, toRef),
    ]),
  );
}

/** The option that a value is of: the first that takes it once its large values are replaced. */
function chooseOption(options: readonly unknown[], value: unknown): unknown {
  const anyRef: BlobRef = { blob: "", bytes: 0, mediaType: "" };
  return options.find((option) => {
    const { safeParse } = option as { safeParse?: (given: unknown) => { readonly success: boolean } };
    return safeParse?.(mapBlobs(option, value, () => anyRef)).success;
  });
}

function findsMark(schema: unknown, outer: readonly unknown[]): boolean {
  if (blobMarkOf(schema)) return true;
  const definition = definitionOf(schema);
  if (!definition || outer.includes(schema)) return false;
  return innerSchemas(schema, definition).some(([, inside]) => findsMark(inside, [...outer, schema]));
}
