import type { Json } from "../../ports/identity.ts";
import type { CollectKind } from "../document.ts";
import { jsonTypesOf, listedValues, type JsonSchema, type JsonType } from "../json-types.ts";

/** What each kind puts into its slot; `null` for whatever its recogniser gives. */
const typeByKind: Readonly<Record<CollectKind, JsonType | null>> = {
  number: "number",
  money: "number",
  digits: "string",
  date: "string",
  time: "string",
  phone: "string",
  name: "string",
  text: "string",
  choice: "string",
  own: null,
};

const kindByFormat: Readonly<Record<string, CollectKind>> = { date: "date", time: "time", e164: "phone" };

/** The kinds of values that a collect step can hear. */
export const collectKinds = Object.keys(typeByKind) as readonly CollectKind[];

/** The kind that a slot's schema tells, where a step does not say one; `undefined` when it tells none. */
export function kindOfSlot(slot: Json): CollectKind | undefined {
  const schema = slot as JsonSchema;
  const types = new Set([...(jsonTypesOf(schema, schema) ?? [])].filter((type) => type !== "null"));
  if (types.size !== 1) return undefined;
  if (types.has("number")) return "number";
  if (!types.has("string")) return undefined;
  if (listedValues(schema, schema)) return "choice";
  return (typeof schema.format === "string" ? kindByFormat[schema.format] : undefined) ?? "text";
}

/** Why a slot cannot take what a kind hears, as the end of a sentence; `undefined` when it can. */
export function slotProblem(slot: Json, kind: CollectKind): string | undefined {
  const type = typeByKind[kind];
  if (type === null) return undefined;
  const schema = slot as JsonSchema;
  const types = jsonTypesOf(schema, schema);
  if (types && !types.has(type)) return `"${kind}" gives a ${type}, but the slot takes ${[...types].join(" or ")}`;
  if (kind === "choice" && !listedValues(schema, schema)) {
    return `"choice" needs a slot that lists its values, e.g. z.enum(["new", "old"])`;
  }
  return undefined;
}
