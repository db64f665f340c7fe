import type { LoggedCall } from "@callwright/core/ports";
import { z } from "zod";
import { listOf, referenceSchema } from "../rest/parse-result.ts";
import type { RestClient } from "../rest/rest-client.ts";

const rowsSchema = listOf(
  z.looseObject({
    CALL_ID: z.string(),
    CRM_ACTIVITY_ID: referenceSchema,
    CALL_RECORD_URL: z.string().nullish(),
    RECORD_FILE_ID: referenceSchema,
    TRANSCRIPT_ID: referenceSchema,
  }),
);

/** What the statistics know of a call; only finished calls are there. */
export async function findCall(rest: RestClient, callId: string): Promise<LoggedCall | undefined> {
  const rows = await rest.call("voximplant.statistic.get", { FILTER: { CALL_ID: callId } }, rowsSchema);
  const row = rows.find((candidate) => candidate.CALL_ID === callId);
  return (
    row && {
      callId,
      activityId: row.CRM_ACTIVITY_ID,
      hasRecording: row.RECORD_FILE_ID !== null || Boolean(row.CALL_RECORD_URL),
      hasTranscript: row.TRANSCRIPT_ID !== null,
    }
  );
}
