import { entityType } from "../crm/crm-types.ts";
import type { StageHistoryRow, StatusRow } from "../crm/crm-types.ts";
import { fieldsOf } from "../crm/field-tables.ts";
import { queryRows, requireMap } from "../crm/query-rows.ts";
import type { Row } from "../crm/render-item.ts";
import type { PortalContext } from "../portal-context.ts";
import { toPortalTime } from "../portal-time.ts";
import type { MethodFamily } from "../rest/method-spec.ts";
import { RestError, missingParameter, textOnlyError } from "../rest/rest-error.ts";
import { integerOf, textOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

/** Status dictionaries, funnels and the history of stages. */
export const dictionaryMethods: MethodFamily = {
  "crm.status.list": {
    scope: "crm",
    run({ portal, params }) {
      for (const name of ["order", "filter"]) requireMap(params, name, () => textOnlyError("Invalid parameters."));
      const rows = portal.state.statuses.map(toStatusRow);
      const candidates = rows.map((row) => ({ fields: row, show: () => row }));
      return queryRows(candidates, params, { defaultOrder: "SORT" });
    },
  },
  "crm.category.list": {
    scope: "crm",
    run({ portal, params }) {
      requireDealType(params);
      const categories = portal.state.categories.map(({ id, name, sort }) => ({
        id,
        name,
        sort,
        entityTypeId: entityType.deal,
        isDefault: id === 0 ? "Y" : "N",
        originId: "",
        originatorId: "",
      }));
      return { result: { categories }, total: categories.length };
    },
  },
  "crm.stagehistory.list": {
    scope: "crm",
    run({ portal, params }) {
      const typeId = requireTypeId(params);
      const rows = portal.state.stageHistory
        .filter((row) => row.typeId === typeId)
        .map((row) => toHistoryRow(portal, row));
      const candidates = rows.map((row) => ({
        fields: row,
        show: (select: readonly string[] | undefined) => pick(row, select),
      }));
      const page = queryRows(candidates, params, { defaultOrder: "ID" });
      return { ...page, result: { items: page.result } };
    },
  },
};

function requireTypeId(params: Tree): number {
  if (textOf(params, "entityTypeId") === undefined) throw missingParameter("entityTypeId");
  return integerOf(params, "entityTypeId") ?? 0;
}

function requireDealType(params: Tree): void {
  const typeId = requireTypeId(params);
  if (!fieldsOf(typeId)) throw new RestError(400, "NOT_FOUND", "SPA not found");
  if (typeId === entityType.deal) return;
  const name = Object.entries(entityType)
    .find(([, id]) => id === typeId)?.[0]
    ?.toUpperCase();
  throw new RestError(400, "ENTITY_TYPE_NOT_SUPPORTED", `Entity type \`${name}\` is not supported`);
}

function toStatusRow(row: StatusRow): Row {
  const extra = { P: "process", S: "success", F: row.statusId.endsWith("APOLOGY") ? "apology" : "failure" }[
    row.semantics
  ];
  const isStage = row.entityId === "STATUS" || row.entityId.startsWith("DEAL_STAGE");
  return {
    ID: String(row.id),
    ENTITY_ID: row.entityId,
    STATUS_ID: row.statusId,
    NAME: row.name,
    NAME_INIT: row.system ? row.name : "",
    SORT: String(row.sort),
    SYSTEM: row.system ? "Y" : "N",
    CATEGORY_ID: row.categoryId === null ? null : String(row.categoryId),
    COLOR: row.color,
    SEMANTICS: row.semantics === "P" ? null : row.semantics,
    ...(isStage && { EXTRA: { SEMANTICS: extra, COLOR: row.color } }),
  };
}

/** Rows of leads name their stage otherwise than those of deals (docs read 2026-08-21). */
function toHistoryRow(portal: PortalContext, row: StageHistoryRow): Row {
  const isLead = row.typeId === entityType.lead;
  return {
    ID: row.id,
    TYPE_ID: row.kind,
    OWNER_ID: row.ownerId,
    CREATED_TIME: toPortalTime(row.createdAt, portal.state.timeZone),
    ...(isLead ? {} : { CATEGORY_ID: row.categoryId }),
    [isLead ? "STATUS_SEMANTIC_ID" : "STAGE_SEMANTIC_ID"]: row.semantics,
    [isLead ? "STATUS_ID" : "STAGE_ID"]: row.stageId,
  };
}

function pick(row: Row, select: readonly string[] | undefined): Row {
  if (!select || select.includes("*")) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => name === "ID" || select.includes(name)));
}
