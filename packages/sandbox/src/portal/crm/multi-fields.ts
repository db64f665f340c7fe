import type { CrmItem, MultiFieldValue } from "./crm-types.ts";
import { isTree, textOf, toList } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

/** Types of multi-fields. */
export const multiFieldTypes = ["PHONE", "EMAIL", "WEB", "IM", "LINK"] as const;

/** Applies `[{ VALUE, VALUE_TYPE, ID, DELETE }]` of one type; rows that are not named stay. */
export function applyMultiFields(item: CrmItem, typeId: string, rows: unknown, newId: () => number): void {
  for (const row of toList(rows)) {
    if (isTree(row)) applyRow(item, typeId, row, newId);
  }
}

function applyRow(item: CrmItem, typeId: string, row: Tree, newId: () => number): void {
  const id = Number(textOf(row, "ID", "id") ?? 0);
  const value = textOf(row, "VALUE", "value");
  const valueType = textOf(row, "VALUE_TYPE", "valueType");
  const known = item.multi.find((entry) => entry.id === id);
  if (known) {
    if (textOf(row, "DELETE") === "Y" || value === "") item.multi.splice(item.multi.indexOf(known), 1);
    if (value !== undefined) known.value = value;
    if (valueType !== undefined) known.valueType = valueType;
    return;
  }
  if (value !== undefined && value !== "")
    item.multi.push({ id: newId(), typeId, valueType: valueType ?? "WORK", value });
}

/** The rows of one type as classic methods show them. */
export function toClassicRows(item: CrmItem, typeId: string): Record<string, string>[] {
  return item.multi
    .filter((entry) => entry.typeId === typeId)
    .map(({ id, valueType, value }) => ({ ID: String(id), VALUE_TYPE: valueType, VALUE: value, TYPE_ID: typeId }));
}

/** `fm` and the flat helpers as `crm.item.*` shows them. */
export function toItemMultiFields(item: CrmItem): Record<string, unknown> {
  const first = (typeId: string, valueType?: string): string => firstValue(item.multi, typeId, valueType);
  return {
    fm: item.multi.map(({ id, typeId, valueType, value }) => ({ id, typeId, valueType, value })),
    phone: first("PHONE"),
    phoneWork: first("PHONE", "WORK"),
    phoneMobile: first("PHONE", "MOBILE"),
    phoneMailing: first("PHONE", "MAILING"),
    email: first("EMAIL"),
    emailWork: first("EMAIL", "WORK"),
    emailHome: first("EMAIL", "HOME"),
    emailMailing: first("EMAIL", "MAILING"),
    imol: first("IM", "IMOL"),
  };
}

/** Digits of a phone number, with the Russian trunk prefix 8 read as 7. */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, "");
  return digits.length === 11 && digits.startsWith("8") ? `7${digits.slice(1)}` : digits;
}

function firstValue(multi: readonly MultiFieldValue[], typeId: string, valueType: string | undefined): string {
  return multi.find((entry) => entry.typeId === typeId && (!valueType || entry.valueType === valueType))?.value ?? "";
}
