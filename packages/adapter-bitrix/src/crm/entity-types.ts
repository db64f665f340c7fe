import { CallwrightError } from "@callwright/core/adapter-kit";
import type { Subject, SubjectType } from "@callwright/core/ports";
import type { RequestName } from "../to-callwright-error.ts";

/** The vendor's number of each kind of item. Source: crm.enum.ownertype, read 2026-08-21. */
export const entityTypeIds: Readonly<Record<SubjectType, number>> = { lead: 1, deal: 2, contact: 3, company: 4 };

/** The vendor's word for each kind of item. */
export const entityTypeCodes: Readonly<Record<SubjectType, string>> = {
  lead: "LEAD",
  deal: "DEAL",
  contact: "CONTACT",
  company: "COMPANY",
};

/** The subject that a document id such as `DEAL_42` names; `undefined` for other kinds of documents. */
export function fromDocumentId(documentId: string): Subject | undefined {
  const match = /^([A-Z]+)_(\d+)$/.exec(documentId);
  const type = (Object.keys(entityTypeCodes) as SubjectType[]).find(
    (candidate) => entityTypeCodes[candidate] === match?.[1],
  );
  return type && match?.[2] ? { type, id: match[2] } : undefined;
}

/**
 * An id as the vendor's methods take it.
 *
 * @throws CallwrightError `CRM_REJECTED` for an id that the vendor cannot have given.
 */
export function toEntityId(id: string, name: RequestName): number {
  const number = Number(id);
  if (/^\d+$/.test(id) && Number.isSafeInteger(number) && number > 0) return number;
  throw new CallwrightError("CRM_REJECTED", { ...name, reason: "ids in Bitrix24 are positive whole numbers." });
}
