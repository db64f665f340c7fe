import { addActivity } from "../crm/activity-store.ts";
import { findItem } from "../crm/item-store.ts";
import type { PortalContext } from "../portal-context.ts";
import { toPortalTime } from "../portal-time.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodCall, MethodFamily } from "../rest/method-spec.ts";
import { RestError, textOnlyError } from "../rest/rest-error.ts";
import { integerOf, isTree, textOf, valueOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";
import { nextId } from "../state.ts";
import type { CallStatistic, ExternalCall } from "../telephony-types.ts";
import { callEntityTypeId, requireUser } from "./calls.ts";
import { fieldText } from "../field-text.ts";

/** Ending a registered call: a row of the statistics and an activity, once. */
export const finishCallMethods: MethodFamily = {
  "telephony.externalCall.finish": { scope: "telephony", context: "application", run: finish },
};

function finish({ portal, params }: MethodCall): ReturnType<typeof answer> {
  const callId = valueOf(params, "CALL_ID");
  if (isTree(callId) || Array.isArray(callId)) throw new RestError(400, "INVALID_ARGUMENT", "CALL_ID must be a string");
  const user = requireUser(portal, params, "USER_ID or USER_PHONE_INNER should be set");
  const call = portal.state.calls.get(textOf(params, "CALL_ID") ?? "");
  // Really an empty code, although the docs read 2026-08-21 print ERROR_CORE.
  if (!call || call.statistic) throw textOnlyError("Call is not found (call should be registered prior to finishing)");
  call.userId = user.id;
  const statistic = toStatistic(portal, call, params);
  call.statistic = statistic;
  publishEnd(portal, call, statistic);
  return answer(toFinished(portal, call, statistic));
}

function toStatistic(portal: PortalContext, call: ExternalCall, params: Tree): CallStatistic {
  const durationSeconds = Math.max(0, integerOf(params, "DURATION") ?? 0);
  return {
    id: nextId(portal.state, "statistic"),
    finishedAt: portal.clock.now(),
    durationSeconds,
    statusCode: textOf(params, "STATUS_CODE") || (durationSeconds > 0 ? "200" : "304"),
    failedReason: textOf(params, "FAILED_REASON") ?? "",
    cost: Number(textOf(params, "COST") ?? 0).toFixed(4),
    costCurrency: textOf(params, "COST_CURRENCY") ?? "",
    vote: textOf(params, "VOTE") ?? null,
    activityId: addCallActivity(portal, call, durationSeconds),
    recordUrl: textOf(params, "RECORD_URL") ?? null,
    recordFileId: null,
    transcriptId: null,
  };
}

/** A call that belongs to nothing in the CRM leaves no activity. */
function addCallActivity(portal: PortalContext, call: ExternalCall, durationSeconds: number): number | null {
  if (!call.entityType || call.entityId === null) return null;
  const typeId = callEntityTypeId(call.entityType);
  const outgoing = call.type === 1 || call.type >= 4;
  const client = findItem(portal, typeId, call.entityId);
  const name = [client?.values.get("NAME"), client?.values.get("LAST_NAME")].filter(Boolean).join(" ");
  const title = name || fieldText(client?.values.get("TITLE"));
  const activity = addActivity(portal, {
    owner: { typeId, ownerId: call.entityId },
    providerId: "VOXIMPLANT_CALL",
    providerTypeId: "CALL",
    activityTypeId: 2,
    subject: `${outgoing ? "Outgoing" : "Incoming"} call ${title}`.trim(),
    description: "",
    responsibleId: call.userId,
    authorId: call.userId,
    startAt: call.startedAt,
    endAt: call.startedAt + durationSeconds * 1000,
    completed: true,
    direction: outgoing ? 2 : 1,
    originId: `VI_${call.callId}`,
    communications: [
      { VALUE: call.phoneNumber, ENTITY_ID: String(call.entityId), ENTITY_TYPE_ID: String(typeId), TYPE: "PHONE" },
    ],
  });
  return activity.id;
}

/** The data of this event stand beside each other, not under FIELDS (docs read 2026-08-21). */
function publishEnd(portal: PortalContext, call: ExternalCall, statistic: CallStatistic): void {
  const data = {
    CALL_ID: call.callId,
    CALL_TYPE: call.type,
    PHONE_NUMBER: call.phoneNumber,
    PORTAL_NUMBER: call.lineNumber || `REST_APP:${portal.state.app.id}`,
    PORTAL_USER_ID: call.userId,
    CALL_DURATION: statistic.durationSeconds,
    CALL_START_DATE: toPortalTime(call.startedAt, portal.state.timeZone),
    COST: statistic.cost,
    COST_CURRENCY: statistic.costCurrency,
    CALL_FAILED_CODE: statistic.statusCode,
    CALL_FAILED_REASON: statistic.failedReason,
    CRM_ACTIVITY_ID: statistic.activityId ?? 0,
  };
  portal.publish({ kind: "event", name: "ONVOXIMPLANTCALLEND", data, actor: { userId: call.userId } });
}

function toFinished(portal: PortalContext, call: ExternalCall, statistic: CallStatistic): Record<string, unknown> {
  return {
    CALL_ID: call.callId,
    EXTERNAL_CALL_ID: call.externalCallId,
    PORTAL_USER_ID: call.userId,
    PHONE_NUMBER: call.phoneNumber,
    PORTAL_NUMBER: call.lineNumber || `REST_APP:${portal.state.app.id}`,
    INCOMING: String(call.type),
    CALL_DURATION: statistic.durationSeconds,
    // Really an empty object in the vendor's JSON (docs read 2026-08-21).
    CALL_START_DATE: {},
    CALL_STATUS: statistic.statusCode === "200" ? 1 : 0,
    CALL_VOTE: statistic.vote === null ? null : Number(statistic.vote),
    COST: Number(statistic.cost),
    COST_CURRENCY: statistic.costCurrency,
    CALL_FAILED_CODE: statistic.statusCode,
    CALL_FAILED_REASON: statistic.failedReason,
    REST_APP_ID: String(portal.state.app.id),
    REST_APP_NAME: portal.state.app.clientId,
    CRM_ACTIVITY_ID: statistic.activityId,
    COMMENT: null,
    CRM_ENTITY_TYPE: call.entityType,
    CRM_ENTITY_ID: call.entityId,
    ID: statistic.id,
  };
}
