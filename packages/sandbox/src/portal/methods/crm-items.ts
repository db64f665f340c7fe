import { createItem, findItem, itemsOf, updateItem } from "../crm/item-store.ts";
import type { WriteRefusal } from "../crm/item-store.ts";
import type { CrmItem } from "../crm/crm-types.ts";
import { fieldsOf } from "../crm/field-tables.ts";
import { queryRows } from "../crm/query-rows.ts";
import { renderItem } from "../crm/render-item.ts";
import type { Row } from "../crm/render-item.ts";
import { toItemUfName } from "../crm/uf-name.ts";
import type { PortalContext } from "../portal-context.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodFamily } from "../rest/method-spec.ts";
import { RestError, missingParameter } from "../rest/rest-error.ts";
import { emptyTree, integerOf, mapOf, textOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

/** The universal methods of the CRM: camel case names, numbers as numbers, coded errors. */
export const crmItemMethods: MethodFamily = {
  "crm.item.get": {
    scope: "crm",
    run({ portal, params }) {
      const item = requireItem(portal, readTypeId(params), params);
      return answer({ item: renderItem(portal, item, wantsOriginalNames(params)) });
    },
  },
  "crm.item.list": {
    scope: "crm",
    run({ portal, params }) {
      const typeId = readTypeId(params);
      const candidates = itemsOf(portal, typeId).map((item) => {
        const fields = renderItem(portal, item, wantsOriginalNames(params));
        return { fields, show: (select: readonly string[] | undefined) => pick(fields, select) };
      });
      const page = queryRows(candidates, params, { strictFields: true, defaultOrder: "id" });
      return { ...page, result: { items: page.result } };
    },
  },
  "crm.item.add": {
    scope: "crm",
    run({ portal, params, caller }) {
      const typeId = readTypeId(params);
      const created = createItem(portal, typeId, readFields(portal, typeId, params), { userId: caller.user.id });
      return answer({ item: renderItem(portal, accepted(created), wantsOriginalNames(params)) });
    },
  },
  "crm.item.update": {
    scope: "crm",
    run({ portal, params, caller }) {
      const typeId = readTypeId(params);
      const item = requireItem(portal, typeId, params);
      const fields = readFields(portal, typeId, params);
      accepted(updateItem(portal, item, fields, { userId: caller.user.id }, true) ?? item);
      return answer({ item: renderItem(portal, item, wantsOriginalNames(params)) });
    },
  },
};

function readTypeId(params: Tree): number {
  if (textOf(params, "entityTypeId") === undefined) throw missingParameter("entityTypeId");
  const typeId = integerOf(params, "entityTypeId") ?? 0;
  if (!fieldsOf(typeId)) throw new RestError(400, "NOT_FOUND", "SPA not found");
  return typeId;
}

function requireItem(portal: PortalContext, typeId: number, params: Tree): CrmItem {
  if (textOf(params, "id") === undefined) throw missingParameter("id");
  const item = findItem(portal, typeId, integerOf(params, "id"));
  if (!item) throw new RestError(400, "NOT_FOUND", "Element not found");
  return item;
}

/** The written fields under classic names. */
function readFields(portal: PortalContext, typeId: number, params: Tree): Tree {
  const given = mapOf(params, "fields");
  if (!given) throw missingParameter("fields");
  const fields = emptyTree();
  for (const spec of fieldsOf(typeId)?.values() ?? []) {
    if (Object.hasOwn(given, spec.itemName)) fields[spec.name] = given[spec.itemName];
  }
  for (const { name } of portal.state.userFields.filter((field) => field.typeId === typeId)) {
    for (const written of [name, toItemUfName(name)]) if (Object.hasOwn(given, written)) fields[name] = given[written];
  }
  if (Object.hasOwn(given, "contactIds")) fields["CONTACT_IDS"] = given["contactIds"];
  if (Object.hasOwn(given, "observers")) fields["OBSERVERS"] = given["observers"];
  if (Object.hasOwn(given, "fm")) fields["fm"] = given["fm"];
  return fields;
}

function accepted(written: CrmItem | WriteRefusal): CrmItem {
  if (!("refused" in written)) return written;
  throw new RestError(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", `Invalid value of the field "stageId": ${written.value}`);
}

function wantsOriginalNames(params: Tree): boolean {
  return textOf(params, "useOriginalUfNames") === "Y";
}

/** The multi-fields `fm` come in lists only when everything is selected. */
function pick(fields: Row, select: readonly string[] | undefined): Row {
  if (select?.includes("*")) return fields;
  const names = select ? ["id", ...select] : Object.keys(fields).filter((name) => name !== "fm");
  return Object.fromEntries(names.filter((name) => Object.hasOwn(fields, name)).map((name) => [name, fields[name]]));
}
