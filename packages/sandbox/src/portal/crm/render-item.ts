import type { PortalContext } from "../portal-context.ts";
import { toPortalDate, toPortalTime } from "../portal-time.ts";
import type { CrmItem, UserFieldKind } from "./crm-types.ts";
import { fieldsOf, hasMultiFields, hasStages } from "./field-tables.ts";
import type { FieldKind } from "./field-tables.ts";
import { multiFieldTypes, toClassicRows, toItemMultiFields } from "./multi-fields.ts";
import { toItemUfName } from "./uf-name.ts";
import { fieldText } from "../field-text.ts";

/** A row of an answer. */
export type Row = Record<string, unknown>;

/** Plain and user fields of an item as classic methods show them: every scalar a string. */
export function renderClassic(portal: PortalContext, item: CrmItem): Row {
  const row: Row = {};
  for (const spec of fieldsOf(item.typeId)?.values() ?? []) {
    if (spec.shownIn === "item") continue;
    row[spec.name] = toClassicValue(spec.kind, item.values.get(spec.name), portal.state.timeZone);
  }
  for (const field of portal.state.userFields) {
    if (field.typeId !== item.typeId) continue;
    row[field.name] = userFieldValue(item, field.name, (value) =>
      field.kind === "boolean"
        ? value === "Y"
          ? "1"
          : "0"
        : (toClassicValue(field.kind, value, portal.state.timeZone) ?? ""),
    );
  }
  return row;
}

/** The multi-fields of an item as classic methods show them; types without a value are absent. */
export function renderClassicMultiFields(item: CrmItem): Row {
  const row: Row = {};
  for (const typeId of multiFieldTypes) {
    const rows = toClassicRows(item, typeId);
    if (rows.length > 0) row[typeId] = rows;
  }
  return row;
}

/** An item as `crm.item.*` shows it: camel case, numbers as numbers. */
export function renderItem(portal: PortalContext, item: CrmItem, originalUfNames: boolean): Row {
  const { timeZone, userFields } = portal.state;
  const row: Row = {};
  for (const spec of fieldsOf(item.typeId)?.values() ?? []) {
    if (spec.shownIn === "classic") continue;
    row[spec.itemName] = toItemValue(spec.kind, item.values.get(spec.name) ?? null, timeZone);
  }
  for (const { typeId, name, kind } of userFields) {
    if (typeId !== item.typeId) continue;
    const shown = originalUfNames ? name : toItemUfName(name);
    row[shown] = userFieldValue(item, name, (value) => toItemValue(kind, value, timeZone));
  }
  if (hasStages(item.typeId)) {
    row["contactIds"] = [...item.contactIds];
    row["contactId"] = item.contactIds[0] ?? 0;
  }
  if (hasMultiFields(item.typeId)) Object.assign(row, toItemMultiFields(item));
  row["observers"] = [...item.observers];
  row["entityTypeId"] = item.typeId;
  return row;
}

function userFieldValue(item: CrmItem, name: string, render: (value: unknown) => unknown): unknown {
  const value = item.values.get(name) ?? null;
  return Array.isArray(value) ? value.map(render) : render(value);
}

function toClassicValue(kind: FieldKind | UserFieldKind, value: unknown, timeZone: string): string | null {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case "money":
      return Number(value).toFixed(2);
    case "moment":
    case "datetime":
      return toPortalTime(Number(value), timeZone);
    case "date":
      return toPortalDate(Number(value), timeZone);
    default:
      return fieldText(value);
  }
}

function toItemValue(kind: FieldKind | UserFieldKind, value: unknown, timeZone: string): unknown {
  if (value === null || value === undefined) return null;
  const isTime = kind === "moment" || kind === "datetime" || kind === "date";
  return isTime ? toClassicValue(kind, value, timeZone) : value;
}
