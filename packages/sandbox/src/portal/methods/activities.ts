import { addActivity, isBoundTo, renderActivity } from "../crm/activity-store.ts";
import type { Activity } from "../crm/crm-types.ts";
import { findItem } from "../crm/item-store.ts";
import { queryRows, requireMap } from "../crm/query-rows.ts";
import type { PortalContext } from "../portal-context.ts";
import { parsePortalTime } from "../portal-time.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodCall, MethodFamily } from "../rest/method-spec.ts";
import { RestError, missingParameter, textOnlyError } from "../rest/rest-error.ts";
import { integerOf, isTree, mapOf, textOf, toList, valueOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

/** Activities: reading, to-dos and the transcription of calls. */
export const activityMethods: MethodFamily = {
  "crm.activity.get": {
    scope: "crm",
    run({ portal, params }) {
      const id = integerOf(params, "id", "ID");
      if (id === undefined || id <= 0) throw textOnlyError("ID is not defined or invalid");
      const activity = portal.state.activities.get(id);
      if (!activity) throw textOnlyError("Not found");
      return answer(renderActivity(portal, activity, ["*", "COMMUNICATIONS", "FILES"]));
    },
  },
  "crm.activity.list": { scope: "crm", run: listActivities },
  "crm.activity.todo.add": { scope: "crm", run: addTodo },
  "crm.activity.call.getTranscript": {
    scope: "crm",
    run({ portal, params }) {
      const activity = requireActivity(portal, params);
      const transcript = [...portal.state.transcripts.values()].findLast((known) => known.activityId === activity.id);
      const text = transcript?.turns.map((turn) => `${turn.side}: ${turn.message}`).join("\n");
      return answer(text === undefined ? null : { transcription: text });
    },
  },
};

/** The activity that `activityId` names. */
export function requireActivity(portal: PortalContext, params: Tree): Activity {
  if (textOf(params, "activityId") === undefined) throw missingParameter("activityId");
  const activity = portal.state.activities.get(integerOf(params, "activityId") ?? 0);
  if (!activity) throw new RestError(400, "NOT_FOUND", "Activity not found");
  return activity;
}

function listActivities({ portal, params }: MethodCall): ReturnType<typeof queryRows> {
  for (const name of ["order", "filter"]) requireMap(params, name, textOnlyError);
  const filter = { ...mapOf(params, "filter", "FILTER") };
  const bindings = toBindings(valueOf(filter, "BINDINGS"));
  delete filter["BINDINGS"];
  const candidates = [...portal.state.activities.values()]
    .filter((activity) => !bindings || bindings.some(({ typeId, ownerId }) => isBoundTo(activity, typeId, ownerId)))
    .map((activity) => ({
      fields: activity.values,
      show: (select: readonly string[] | undefined) => renderActivity(portal, activity, select ?? ["*"]),
    }));
  return queryRows(candidates, { ...params, filter }, { defaultOrder: "ID" });
}

function toBindings(value: unknown): { typeId: number; ownerId: number }[] | undefined {
  if (value === undefined) return undefined;
  const rows = isTree(value) && ("OWNER_ID" in value || "OWNER_TYPE_ID" in value) ? [value] : toList(value);
  return rows
    .filter(isTree)
    .map((row) => ({ typeId: integerOf(row, "OWNER_TYPE_ID") ?? 0, ownerId: integerOf(row, "OWNER_ID") ?? 0 }));
}

function addTodo({ portal, params, caller }: MethodCall): ReturnType<typeof answer> {
  for (const name of ["ownerTypeId", "ownerId", "deadline"]) {
    if (textOf(params, name) === undefined) throw missingParameter(name);
  }
  const [typeId, ownerId] = [integerOf(params, "ownerTypeId") ?? 0, integerOf(params, "ownerId") ?? 0];
  if (!findItem(portal, typeId, ownerId)) throw new RestError(400, "OWNER_NOT_FOUND", "Owner was not found");
  const deadline = parsePortalTime(textOf(params, "deadline") ?? "", portal.state.timeZone);
  if (deadline === undefined) throw new RestError(400, "WRONG_DATETIME_FORMAT", "Wrong datetime format");
  const activity = addActivity(portal, {
    owner: { typeId, ownerId },
    providerId: "CRM_TODO",
    providerTypeId: "TODO",
    activityTypeId: 6,
    subject: textOf(params, "title") ?? "To-do",
    description: textOf(params, "description") ?? "",
    responsibleId: integerOf(params, "responsibleId") ?? caller.user.id,
    authorId: caller.user.id,
    startAt: deadline,
    endAt: deadline,
    completed: false,
    direction: 0,
    originId: null,
    communications: [],
  });
  return answer({ id: activity.id });
}
