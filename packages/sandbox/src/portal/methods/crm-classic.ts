import { entityType } from "../crm/crm-types.ts";
import type { CrmItem } from "../crm/crm-types.ts";
import { createItem, findItem, itemsOf, updateItem } from "../crm/item-store.ts";
import type { WriteRefusal } from "../crm/item-store.ts";
import { multiFieldTypes } from "../crm/multi-fields.ts";
import { queryRows, requireMap } from "../crm/query-rows.ts";
import { renderClassic, renderClassicMultiFields } from "../crm/render-item.ts";
import type { Row } from "../crm/render-item.ts";
import type { PortalContext } from "../portal-context.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodFamily, MethodSpec } from "../rest/method-spec.ts";
import { textOnlyError } from "../rest/rest-error.ts";
import { integerOf, mapOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

/** `crm.{lead|deal|contact|company}.{get,list,add,update}`: upper-case names, strings, errors by text alone. */
export const crmClassicMethods: MethodFamily = Object.fromEntries(
  Object.entries(entityType).flatMap(([name, typeId]) => [
    [`crm.${name}.get`, getMethod(typeId)],
    [`crm.${name}.list`, listMethod(typeId)],
    [`crm.${name}.add`, addMethod(typeId)],
    [`crm.${name}.update`, updateMethod(typeId)],
  ]),
);

function getMethod(typeId: number): MethodSpec {
  return {
    scope: "crm",
    run({ portal, params }) {
      const item = requireItem(portal, typeId, params);
      return answer({ ...renderClassic(portal, item), ...renderClassicMultiFields(item) });
    },
  };
}

function listMethod(typeId: number): MethodSpec {
  return {
    scope: "crm",
    run({ portal, params }) {
      for (const name of ["order", "filter"]) requireMap(params, name, textOnlyError);
      const candidates = itemsOf(portal, typeId).map((item) => {
        const plain = renderClassic(portal, item);
        const fields = { ...plain, ...multiFieldValues(item) };
        return { fields, show: (select: readonly string[] | undefined) => pick(plain, item, select) };
      });
      return queryRows(candidates, params, { defaultOrder: "ID" });
    },
  };
}

function addMethod(typeId: number): MethodSpec {
  return {
    scope: "crm",
    run({ portal, params, caller }) {
      requireMap(params, "params", textOnlyError);
      return answer(accepted(createItem(portal, typeId, readFields(params), { userId: caller.user.id })).id);
    },
  };
}

function updateMethod(typeId: number): MethodSpec {
  return {
    scope: "crm",
    run({ portal, params, caller }) {
      const item = requireItem(portal, typeId, params);
      requireMap(params, "params", textOnlyError);
      accepted(updateItem(portal, item, readFields(params), { userId: caller.user.id }, false) ?? item);
      return answer(true);
    },
  };
}

function requireItem(portal: PortalContext, typeId: number, params: Tree): CrmItem {
  const id = integerOf(params, "id", "ID");
  if (id === undefined || id <= 0) throw textOnlyError("ID is not defined or invalid");
  const item = findItem(portal, typeId, id);
  if (!item) throw textOnlyError("Not found");
  return item;
}

function readFields(params: Tree): Tree {
  const fields = mapOf(params, "fields", "FIELDS");
  if (!fields) throw textOnlyError("Parameter 'fields' must be array");
  return fields;
}

/** The text is ours, after that of the documented "Currency" field: the docs do not say what a wrong stage gives. */
function accepted(written: CrmItem | WriteRefusal): CrmItem {
  if (!("refused" in written)) return written;
  throw textOnlyError('Invalid value for the "Stage" field');
}

/** The values of multi-fields, so that `filter[PHONE]` finds an exact match. */
function multiFieldValues(item: CrmItem): Row {
  return Object.fromEntries(
    multiFieldTypes.map((typeId) => [
      typeId,
      item.multi.filter((entry) => entry.typeId === typeId).map((entry) => entry.value),
    ]),
  );
}

function pick(plain: Row, item: CrmItem, select: readonly string[] | undefined): Row {
  const all = !select || select.length === 0;
  const row: Row = {};
  for (const [name, value] of Object.entries(plain)) {
    const isUser = name.startsWith("UF_");
    const byMask = isUser ? select?.includes("UF_*") : all || select.includes("*");
    if (byMask || name === "ID" || select?.includes(name)) row[name] = value;
  }
  const multi = renderClassicMultiFields(item);
  for (const typeId of multiFieldTypes) if (select?.includes(typeId) && multi[typeId]) row[typeId] = multi[typeId];
  return row;
}
