import { isCallwrightError } from "@callwright/core/adapter-kit";
import type { CrmPort } from "@callwright/core/ports";
import { z } from "zod";
import type { RestClient } from "../rest/rest-client.ts";

/** Tells the waiting automation robot that its request is finished. */
export async function completeRequest(
  rest: RestClient,
  request: Parameters<CrmPort["completeRequest"]>[0],
): Promise<{ readonly alreadyCompleted: boolean }> {
  const hasValues = Object.keys(request.values).length > 0;
  const params = {
    EVENT_TOKEN: request.token,
    ...(hasValues ? { RETURN_VALUES: request.values } : {}),
    LOG_MESSAGE: request.log,
  };
  try {
    await rest.call("bizproc.event.send", params, z.unknown());
    return { alreadyCompleted: false };
  } catch (error) {
    // A token that was used, has timed out or whose workflow is gone: 403 ACCESS_DENIED (read 2026-08-21).
    const isOver =
      isCallwrightError(error, "CRM_ACCESS_DENIED") &&
      error.details.vendorCode === "ACCESS_DENIED" &&
      error.details.status === 403;
    if (isOver) return { alreadyCompleted: true };
    throw error;
  }
}
