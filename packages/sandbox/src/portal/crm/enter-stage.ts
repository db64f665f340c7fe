import type { PortalContext } from "../portal-context.ts";
import { nextId } from "../state.ts";
import type { Actor, CrmItem } from "./crm-types.ts";
import { entityType } from "./crm-types.ts";
import { stageFieldOf } from "./field-tables.ts";
import { findStage, stagesOf } from "./stages.ts";

/** An item's way into a stage. */
export interface StageEntry {
  readonly stageId: string;
  readonly categoryId: number;
  readonly actor: Actor;
  readonly kind: "created" | "moved" | "funnel";
}

/** Puts an item into a stage: semantics, moments, a row of the history; then the robots of the stage are told. */
export function enterStage(portal: PortalContext, item: CrmItem, entry: StageEntry): void {
  const { state, clock } = portal;
  const stage = findStage(state, item.typeId, entry.stageId, entry.categoryId);
  const semantics = stage?.semantics ?? "P";
  const isLead = item.typeId === entityType.lead;
  item.values.set(stageFieldOf(item.typeId), entry.stageId);
  item.values.set(isLead ? "STATUS_SEMANTIC_ID" : "STAGE_SEMANTIC_ID", semantics);
  item.values.set("MOVED_TIME", clock.now());
  item.values.set("MOVED_BY_ID", entry.actor.userId ?? item.values.get("MOVED_BY_ID") ?? 1);
  if (isLead) item.values.set("DATE_CLOSED", semantics === "P" ? null : clock.now());
  else {
    item.values.set("CATEGORY_ID", entry.categoryId);
    item.values.set("CLOSED", semantics === "P" ? "N" : "Y");
    item.values.set(
      "IS_NEW",
      stagesOf(state, item.typeId, entry.categoryId)[0]?.statusId === entry.stageId ? "Y" : "N",
    );
  }
  state.stageHistory.push({
    id: nextId(state, "stage-history"),
    kind: entry.kind === "created" ? 1 : entry.kind === "funnel" ? 5 : semantics === "P" ? 2 : 3,
    typeId: item.typeId,
    ownerId: item.id,
    createdAt: clock.now(),
    categoryId: entry.categoryId,
    semantics,
    stageId: entry.stageId,
  });
  portal.publish({ kind: "stage-entered", item });
}
