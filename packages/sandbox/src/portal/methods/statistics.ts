import { queryRows } from "../crm/query-rows.ts";
import type { Row } from "../crm/render-item.ts";
import type { PortalContext } from "../portal-context.ts";
import { toPortalTime } from "../portal-time.ts";
import type { MethodFamily } from "../rest/method-spec.ts";
import { textOf } from "../rest/tree.ts";
import type { CallStatistic, ExternalCall } from "../telephony-types.ts";

/** The statistics of finished calls. A webhook may read them too. */
export const statisticMethods: MethodFamily = {
  "voximplant.statistic.get": {
    scope: "telephony",
    run({ portal, params }) {
      const rows = [...portal.state.calls.values()].flatMap((call) =>
        call.statistic ? [toStatisticRow(portal, call, call.statistic)] : [],
      );
      const candidates = rows.map((row) => ({ fields: row, show: () => row }));
      // Sorting is asked with two parameters here, not with a map (docs read 2026-08-21).
      const order = { [textOf(params, "SORT") || "ID"]: textOf(params, "ORDER") ?? "ASC" };
      const query = { filter: params["FILTER"] ?? params["filter"], order, start: params["start"] };
      return queryRows(candidates, query, { defaultOrder: "ID" });
    },
  },
};

function toStatisticRow(portal: PortalContext, call: ExternalCall, statistic: CallStatistic): Row {
  return {
    ID: String(statistic.id),
    PORTAL_USER_ID: String(call.userId),
    PORTAL_NUMBER: call.lineNumber || `REST_APP:${portal.state.app.id}`,
    PHONE_NUMBER: call.phoneNumber,
    CALL_ID: call.callId,
    EXTERNAL_CALL_ID: call.externalCallId,
    CALL_CATEGORY: "external",
    CALL_LOG: null,
    CALL_DURATION: String(statistic.durationSeconds),
    CALL_START_DATE: toPortalTime(call.startedAt, portal.state.timeZone),
    CALL_RECORD_URL: statistic.recordUrl,
    CALL_VOTE: statistic.vote,
    COST: statistic.cost,
    COST_CURRENCY: statistic.costCurrency,
    CALL_FAILED_CODE: statistic.statusCode,
    CALL_FAILED_REASON: statistic.failedReason,
    CRM_ENTITY_TYPE: call.entityType,
    CRM_ENTITY_ID: call.entityId === null ? null : String(call.entityId),
    CRM_ACTIVITY_ID: statistic.activityId === null ? null : String(statistic.activityId),
    REST_APP_ID: String(portal.state.app.id),
    REST_APP_NAME: portal.state.app.clientId,
    TRANSCRIPT_ID: statistic.transcriptId === null ? null : String(statistic.transcriptId),
    TRANSCRIPT_PENDING: "N",
    SESSION_ID: null,
    REDIAL_ATTEMPT: null,
    COMMENT: null,
    RECORD_DURATION: null,
    // The one number among strings (docs read 2026-08-21).
    RECORD_FILE_ID: statistic.recordFileId,
    CALL_TYPE: String(call.type),
  };
}
