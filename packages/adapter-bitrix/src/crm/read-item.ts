import type { CrmItem, Subject } from "@callwright/core/ports";
import type { RestClient } from "../rest/rest-client.ts";
import { fetchItem, type VendorItem } from "./fetch-item.ts";

/** Where an item stands and who answers for it. */
export async function readItem(rest: RestClient, subject: Subject): Promise<CrmItem> {
  return toCrmItem(subject, await fetchItem(rest, subject));
}

/** The vendor's item in our words. */
export function toCrmItem(subject: Subject, item: VendorItem): CrmItem {
  const stage = subject.type === "deal" || subject.type === "lead" ? (item.stageId ?? null) : null;
  return { subject, stage, responsibleId: item.assignedById };
}
