import { entityType } from "../crm/crm-types.ts";
import type { CrmItem } from "../crm/crm-types.ts";
import { findItem } from "../crm/item-store.ts";
import type { PortalContext } from "../portal-context.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodFamily } from "../rest/method-spec.ts";
import { textOnlyError } from "../rest/rest-error.ts";
import { integerOf, mapOf, textOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

/** Contacts of a deal; the first one is the primary. */
export const crmLinkMethods: MethodFamily = {
  "crm.deal.contact.items.get": {
    scope: "crm",
    run({ portal, params }) {
      const deal = requireDeal(portal, params);
      return answer(
        deal.contactIds.map((contactId, index) => ({
          CONTACT_ID: contactId,
          SORT: (index + 1) * 10,
          ROLE_ID: 0,
          IS_PRIMARY: index === 0 ? "Y" : "N",
        })),
      );
    },
  },
  "crm.deal.contact.add": {
    scope: "crm",
    run({ portal, params }) {
      const deal = requireDeal(portal, params);
      const fields = mapOf(params, "fields", "FIELDS");
      if (!fields) throw textOnlyError("The parameter 'fields' must be array.");
      const contactId = integerOf(fields, "CONTACT_ID");
      if (!contactId || !findItem(portal, entityType.contact, contactId)) {
        throw textOnlyError("The parameter 'fields' is not valid.");
      }
      const others = deal.contactIds.filter((id) => id !== contactId);
      deal.contactIds = textOf(fields, "IS_PRIMARY") === "Y" ? [contactId, ...others] : [...others, contactId];
      deal.values.set("CONTACT_ID", deal.contactIds[0] ?? null);
      return answer(true);
    },
  },
};

function requireDeal(portal: PortalContext, params: Tree): CrmItem {
  const id = integerOf(params, "id", "ID");
  if (id === undefined || id <= 0) throw textOnlyError("The parameter 'ownerEntityID' is invalid or not defined.");
  const deal = findItem(portal, entityType.deal, id);
  if (!deal) throw textOnlyError("Not found.");
  return deal;
}
