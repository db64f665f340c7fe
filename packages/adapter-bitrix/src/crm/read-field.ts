import type { Subject } from "@callwright/core/ports";
import type { RestClient } from "../rest/rest-client.ts";
import { fetchItem } from "./fetch-item.ts";

/**
 * One field of an item, in the vendor's form. The name may be written as in crm.item (`stageId`) or as in the fields'
 * list (`STAGE_ID`); user fields are `UF_…`. `null` when empty or unknown.
 */
export async function readField(rest: RestClient, subject: Subject, field: string): Promise<unknown> {
  const item = await fetchItem(rest, subject);
  const name = Object.hasOwn(item, field) ? field : toCamelCase(field);
  const value = Object.hasOwn(item, name) ? item[name] : null;
  const isEmpty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return isEmpty ? null : value;
}

function toCamelCase(field: string): string {
  return field.toLowerCase().replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
