import { CallwrightError } from "@callwright/core/adapter-kit";
import type { CallLogPort } from "@callwright/core/ports";
import { z } from "zod";
import { toEntityId } from "../crm/entity-types.ts";
import { referenceSchema } from "../rest/parse-result.ts";
import type { RestClient } from "../rest/rest-client.ts";
import { statusCodes } from "./status-codes.ts";

const finishedSchema = z.looseObject({ CRM_ACTIVITY_ID: referenceSchema });

/** Finishes a call: it becomes a row of the statistics and an activity. */
export async function closeCall(
  rest: RestClient,
  call: Parameters<CallLogPort["closeCall"]>[0],
): Promise<{ readonly activityId: string }> {
  const operation = "telephony.externalCall.finish";
  const name = { account: rest.account, operation };
  const params = {
    CALL_ID: call.callId,
    USER_ID: toEntityId(call.responsibleId, name),
    DURATION: Math.max(0, Math.round(call.durationSeconds)),
    STATUS_CODE: statusCodes[call.result],
    ADD_TO_CHAT: 0,
  };
  const { CRM_ACTIVITY_ID } = await rest.call(operation, params, finishedSchema);
  if (CRM_ACTIVITY_ID !== null) return { activityId: CRM_ACTIVITY_ID };
  throw new CallwrightError("CRM_ANSWER_UNKNOWN", {
    ...name,
    problems: ["the finished call has no activity: its number belongs to nobody in the CRM"],
  });
}
