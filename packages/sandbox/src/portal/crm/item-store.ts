import type { PortalContext } from "../portal-context.ts";
import { toPortalDate } from "../portal-time.ts";
import { nextId } from "../state.ts";
import type { Tree } from "../rest/tree.ts";
import type { Actor, CrmItem } from "./crm-types.ts";
import { entityType } from "./crm-types.ts";
import { fieldsOf, hasMultiFields, hasStages, stageFieldOf } from "./field-tables.ts";
import { applyMultiFields, multiFieldTypes } from "./multi-fields.ts";
import { enterStage } from "./enter-stage.ts";
import { findStage, stagesOf } from "./stages.ts";
import { toStoredValue } from "./to-stored-value.ts";
import { isTree, toList, toText } from "../rest/tree.ts";

/** Why a write was refused; each family of methods words it its own way. */
export type WriteRefusal = { readonly refused: "stage"; readonly value: string };

const eventNames = new Map<number, string>([
  [entityType.lead, "LEAD"],
  [entityType.deal, "DEAL"],
  [entityType.contact, "CONTACT"],
  [entityType.company, "COMPANY"],
]);

/** The item, or nothing. */
export function findItem(portal: PortalContext, typeId: number, id: number | undefined): CrmItem | undefined {
  return id === undefined ? undefined : portal.state.items.get(typeId)?.get(id);
}

/** All items of a type in the order of their ids. */
export function itemsOf(portal: PortalContext, typeId: number): CrmItem[] {
  return [...(portal.state.items.get(typeId)?.values() ?? [])];
}

/**
 * Makes an item from fields under classic names; unknown and read-only ones are ignored, as documented.
 *
 * Effects: a row of the stage history, an event, and the robots of the stage it starts in.
 */
export function createItem(portal: PortalContext, typeId: number, fields: Tree, actor: Actor): CrmItem | WriteRefusal {
  const categoryId = typeId === entityType.deal ? Number(toText(fields["CATEGORY_ID"]) ?? 0) : 0;
  const stageId = toText(fields[stageFieldOf(typeId)]) || stagesOf(portal.state, typeId, categoryId)[0]?.statusId || "";
  if (hasStages(typeId) && !findStage(portal.state, typeId, stageId, categoryId))
    return { refused: "stage", value: stageId };
  const id = nextId(portal.state, `item:${typeId}`);
  const item: CrmItem = { id, typeId, values: new Map(), multi: [], contactIds: [], observers: [] };
  for (const spec of fieldsOf(typeId)?.values() ?? [])
    if (spec.shownIn !== "item") item.values.set(spec.name, spec.initial);
  setInitialValues(portal, item, actor);
  writeFields(portal, item, fields, true);
  if (typeId === entityType.deal && !item.values.get("TITLE")) item.values.set("TITLE", `Deal #${id}`);
  portal.state.items.get(typeId)?.set(id, item);
  portal.publish({ kind: "event", name: `ONCRM${eventNames.get(typeId)}ADD`, data: { FIELDS: { ID: id } }, actor });
  if (hasStages(typeId)) enterStage(portal, item, { stageId, categoryId, actor, kind: "created" });
  return item;
}

/** Changes an item. A deal changes its funnel only where `mayChangeCategory` says so: the classic update ignores it. */
export function updateItem(
  portal: PortalContext,
  item: CrmItem,
  fields: Tree,
  actor: Actor,
  mayChangeCategory: boolean,
): WriteRefusal | undefined {
  const move = planMove(portal, item, fields, mayChangeCategory);
  if (move && "refused" in move) return move;
  writeFields(portal, item, fields, false);
  touch(portal, item, actor);
  portal.publish({
    kind: "event",
    name: `ONCRM${eventNames.get(item.typeId)}UPDATE`,
    data: { FIELDS: { ID: item.id } },
    actor,
  });
  if (move) enterStage(portal, item, { ...move, actor });
  return undefined;
}

/** Notes who changed the item last and when. */
function touch(portal: PortalContext, item: CrmItem, actor: Actor): void {
  item.values.set("DATE_MODIFY", portal.clock.now());
  if (actor.userId !== null) item.values.set("MODIFY_BY_ID", actor.userId);
}

type Move = { readonly stageId: string; readonly categoryId: number; readonly kind: "moved" | "funnel" };

function planMove(
  portal: PortalContext,
  item: CrmItem,
  fields: Tree,
  mayChangeCategory: boolean,
): Move | WriteRefusal | undefined {
  if (!hasStages(item.typeId)) return undefined;
  const stageField = stageFieldOf(item.typeId);
  const oldCategory = Number(item.values.get("CATEGORY_ID") ?? 0);
  const asked = mayChangeCategory ? toText(fields["CATEGORY_ID"]) : undefined;
  const categoryId = asked === undefined || asked === "" ? oldCategory : Number(asked);
  const written = toText(fields[stageField]);
  if (categoryId === oldCategory && (written === undefined || written === item.values.get(stageField)))
    return undefined;
  const stageId = written || stagesOf(portal.state, item.typeId, categoryId)[0]?.statusId || "";
  if (!findStage(portal.state, item.typeId, stageId, categoryId)) return { refused: "stage", value: stageId };
  return { stageId, categoryId, kind: categoryId === oldCategory ? "moved" : "funnel" };
}

function setInitialValues(portal: PortalContext, item: CrmItem, actor: Actor): void {
  const now = portal.clock.now();
  const userId = actor.userId ?? 1;
  item.values.set("ID", item.id);
  for (const name of ["DATE_CREATE", "DATE_MODIFY", "LAST_ACTIVITY_TIME"]) item.values.set(name, now);
  for (const name of ["CREATED_BY_ID", "MODIFY_BY_ID", "ASSIGNED_BY_ID", "LAST_ACTIVITY_BY"])
    item.values.set(name, userId);
  if (item.typeId !== entityType.deal) return;
  const day = Date.parse(toPortalDate(now, portal.state.timeZone));
  item.values.set("BEGINDATE", day);
  item.values.set("CLOSEDATE", day + 7 * 86_400_000);
}

function writeFields(portal: PortalContext, item: CrmItem, fields: Tree, isNew: boolean): void {
  const { timeZone } = portal.state;
  for (const spec of fieldsOf(item.typeId)?.values() ?? []) {
    const placed = spec.name === stageFieldOf(item.typeId) || spec.name === "CATEGORY_ID";
    if (spec.readOnly || placed || !Object.hasOwn(fields, spec.name)) continue;
    item.values.set(spec.name, toStoredValue(spec.kind, fields[spec.name], timeZone));
  }
  for (const { name, typeId, kind } of portal.state.userFields) {
    if (typeId !== item.typeId || (!isNew && !Object.hasOwn(fields, name))) continue;
    item.values.set(name, writtenUserField(kind, fields[name], timeZone));
  }
  if (hasMultiFields(item.typeId)) writeMultiFields(portal, item, fields);
  writeLinks(item, fields);
}

function writtenUserField(kind: Parameters<typeof toStoredValue>[0], value: unknown, timeZone: string): unknown {
  return Array.isArray(value)
    ? value.map((one) => toStoredValue(kind, one, timeZone))
    : toStoredValue(kind, value, timeZone);
}

function writeMultiFields(portal: PortalContext, item: CrmItem, fields: Tree): void {
  for (const typeId of multiFieldTypes) {
    if (Object.hasOwn(fields, typeId)) {
      applyMultiFields(item, typeId, fields[typeId], () => nextId(portal.state, "multi-field"));
    }
  }
  for (const row of toList(fields["fm"] ?? [])) {
    const typeId = isTree(row)
      ? (toText(row["typeId"]) ?? item.multi.find((known) => known.id === Number(row["id"]))?.typeId)
      : undefined;
    if (typeId) applyMultiFields(item, typeId, [row], () => nextId(portal.state, "multi-field"));
  }
  for (const [flag, typeId] of [
    ["HAS_PHONE", "PHONE"],
    ["HAS_EMAIL", "EMAIL"],
    ["HAS_IMOL", "IM"],
  ] as const) {
    item.values.set(flag, item.multi.some((entry) => entry.typeId === typeId) ? "Y" : "N");
  }
}

function writeLinks(item: CrmItem, fields: Tree): void {
  const ids = (value: unknown): number[] =>
    toList(value)
      .map((one) => Number(toText(one)))
      .filter((id) => id > 0);
  if (Object.hasOwn(fields, "OBSERVERS")) item.observers = ids(fields["OBSERVERS"]);
  if (!hasStages(item.typeId)) return;
  if (Object.hasOwn(fields, "CONTACT_IDS")) item.contactIds = ids(fields["CONTACT_IDS"]);
  else if (Object.hasOwn(fields, "CONTACT_ID")) item.contactIds = ids(fields["CONTACT_ID"]);
  item.values.set("CONTACT_ID", item.contactIds[0] ?? null);
}
