import type { ConverseRequest } from "../../machine/index.ts";
import type { Json } from "../../ports/identity.ts";

type JsonObject = Readonly<Record<string, Json | undefined>>;

/** JSON Schema of what a language model may answer in a passage: only the slots and effects of the request. */
export function converseSchema({ slots, effects }: ConverseRequest): Json {
  const shared: Record<string, Json> = {};
  const fills = Object.entries(slots).map(([slot, { schema }]) =>
    strictObject({ slot: { const: slot }, value: embedded(schema, `slot.${slot}`, shared), quote: { type: "string" } }),
  );
  const acts = Object.entries(effects).map(([effect, input]) =>
    strictObject({ effect: { const: effect }, input: embedded(input, `effect.${effect}`, shared) }),
  );
  const answer = strictObject({
    say: { type: ["string", "null"] },
    fills: fills.length === 0 ? { type: "array", maxItems: 0 } : { type: "array", items: { anyOf: fills } },
    act: { anyOf: [{ type: "null" }, ...acts] },
    exit: { enum: ["done", "gaveUp", null] },
  });
  return Object.keys(shared).length === 0 ? answer : { ...answer, $defs: shared };
}

function strictObject(properties: JsonObject): JsonObject {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

/** A whole schema as part of another: what it shares inside itself moves to the top, under names of its own. */
function embedded(schema: Json, owner: string, shared: Record<string, Json>): Json {
  if (typeof schema !== "object" || schema === null || isList(schema)) return schema;
  const { $schema: _, $defs, ...rest } = renamed(schema, owner) as JsonObject;
  for (const [name, part] of Object.entries(($defs ?? {}) as JsonObject)) {
    if (part !== undefined) shared[`${owner}.${name}`] = part;
  }
  return rest;
}

function renamed(value: Json, owner: string): Json {
  if (isList(value)) return value.map((item) => renamed(item, owner));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, item]): [string, Json | undefined] => {
    if (name === "$ref" && typeof item === "string") return [name, item.replace("#/$defs/", `#/$defs/${owner}.`)];
    return [name, item === undefined ? undefined : renamed(item, owner)];
  });
  return Object.fromEntries(members);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
