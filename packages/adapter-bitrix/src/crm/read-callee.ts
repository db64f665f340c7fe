import { isCallwrightError } from "@callwright/core/adapter-kit";
import type { CrmCallee, CrmPhone, Subject } from "@callwright/core/ports";
import { z } from "zod";
import { idSchema, listOf } from "../rest/parse-result.ts";
import type { RestClient } from "../rest/rest-client.ts";
import { toEntityId } from "./entity-types.ts";
import { fetchItem, type VendorItem } from "./fetch-item.ts";
import { toCrmItem } from "./read-item.ts";

type Person = CrmCallee["people"][number];

const linksSchema = listOf(
  z.looseObject({ CONTACT_ID: idSchema, SORT: z.coerce.number().catch(0), IS_PRIMARY: z.string().catch("N") }),
);

/** Whom to call about an item: a deal's primary contact, then its company; other items have numbers of their own. */
export async function readCallee(rest: RestClient, subject: Subject): Promise<CrmCallee> {
  const vendorItem = await fetchItem(rest, subject);
  const item = toCrmItem(subject, vendorItem);
  if (subject.type !== "deal") return { item, people: [{ subject, phones: toPhones(vendorItem) }] };
  // Deals have no numbers (read 2026-08-21).
  const people: Person[] = [];
  for (const person of [await findPrimaryContact(rest, subject), toCompany(vendorItem)]) {
    const read = person && (await readPerson(rest, person));
    if (read) people.push(read);
  }
  return { item, people };
}

async function findPrimaryContact(rest: RestClient, deal: Subject): Promise<Subject | undefined> {
  const method = "crm.deal.contact.items.get";
  const id = toEntityId(deal.id, { account: rest.account, operation: method });
  const links = await rest.call(method, { id }, linksSchema);
  const bySort = [...links].sort((left, right) => left.SORT - right.SORT);
  const primary = bySort.find((link) => link.IS_PRIMARY === "Y") ?? bySort[0];
  return primary && { type: "contact", id: primary.CONTACT_ID };
}

function toCompany(deal: VendorItem): Subject | undefined {
  return deal.companyId === null ? undefined : { type: "company", id: deal.companyId };
}

/** A person with numbers; `undefined` when it was deleted while the link to it still stands. */
async function readPerson(rest: RestClient, subject: Subject): Promise<Person | undefined> {
  try {
    return { subject, phones: toPhones(await fetchItem(rest, subject)) };
  } catch (error) {
    if (isCallwrightError(error, "CRM_NOT_FOUND")) return undefined;
    throw error;
  }
}

const kinds: Readonly<Record<string, CrmPhone["kind"]>> = { MOBILE: "mobile", WORK: "work", HOME: "home" };
const order: readonly CrmPhone["kind"][] = ["mobile", "work", "home", "other"];
/** Nobody can be talked to there. */
const machines = new Set(["FAX", "PAGER"]);

function toPhones(item: VendorItem): CrmPhone[] {
  const phones = item.fm
    .filter((row) => row.typeId === "PHONE" && row.value.trim() !== "" && !machines.has(row.valueType))
    .map((row): CrmPhone => ({ value: row.value, kind: kinds[row.valueType] ?? "other" }));
  return phones.sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
}
