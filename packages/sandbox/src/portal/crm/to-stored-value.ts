import { parsePortalTime } from "../portal-time.ts";
import { isTree, toText } from "../rest/tree.ts";
import type { FieldKind } from "./field-tables.ts";
import type { UserFieldKind } from "./crm-types.ts";

/** A written value as the portal keeps it: numbers as numbers, moments in milliseconds, emptiness as `null`. */
export function toStoredValue(kind: FieldKind | UserFieldKind, value: unknown, timeZone: string): unknown {
  const text = isTree(value) || Array.isArray(value) ? undefined : toText(value);
  if (text === undefined || text === "") return emptyValue(kind);
  switch (kind) {
    case "integer":
    case "link":
    case "nullLink":
    case "user":
    case "money":
    case "double":
      return Number.isFinite(Number(text)) ? Number(text) : emptyValue(kind);
    case "flag":
    case "boolean":
      return text === "Y" || text === "1" || text === "true" ? "Y" : "N";
    case "date":
    case "moment":
    case "datetime":
      return parsePortalTime(text, timeZone) ?? null;
    case "text":
    case "string":
      return text;
  }
}

function emptyValue(kind: FieldKind | UserFieldKind): unknown {
  if (kind === "money" || kind === "double" || kind === "link" || kind === "user") return 0;
  return kind === "flag" || kind === "boolean" ? "N" : null;
}
