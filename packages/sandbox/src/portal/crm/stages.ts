import type { PortalState } from "../state.ts";
import { entityType } from "./crm-types.ts";
import type { StatusRow } from "./crm-types.ts";

/** The dictionary that holds the stages of a type and funnel. */
export function stageDictionary(typeId: number, categoryId: number): string {
  if (typeId === entityType.lead) return "STATUS";
  return categoryId === 0 ? "DEAL_STAGE" : `DEAL_STAGE_${categoryId}`;
}

/** The stages of a type and funnel in the order of the funnel. */
export function stagesOf(state: PortalState, typeId: number, categoryId: number): StatusRow[] {
  const dictionary = stageDictionary(typeId, categoryId);
  return state.statuses
    .filter((row) => row.entityId === dictionary)
    .sort((left, right) => left.sort - right.sort || left.id - right.id);
}

/** One stage by id, in any funnel of the type when `categoryId` is not given. */
export function findStage(
  state: PortalState,
  typeId: number,
  stageId: string,
  categoryId?: number,
): StatusRow | undefined {
  const dictionaries =
    categoryId === undefined
      ? [0, ...state.categories.map((category) => category.id)].map((id) => stageDictionary(typeId, id))
      : [stageDictionary(typeId, categoryId)];
  return state.statuses.find((row) => row.statusId === stageId && dictionaries.includes(row.entityId));
}
