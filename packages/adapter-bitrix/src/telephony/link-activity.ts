import { isCallwrightError } from "@callwright/core/adapter-kit";
import type { Subject } from "@callwright/core/ports";
import { z } from "zod";
import { entityTypeIds, toEntityId } from "../crm/entity-types.ts";
import type { RestClient } from "../rest/rest-client.ts";

/** Binds an activity to a further item. A binding that stands is success. */
export async function linkActivity(rest: RestClient, activityId: string, subject: Subject): Promise<void> {
  const operation = "crm.activity.binding.add";
  const name = { account: rest.account, operation };
  const params = {
    activityId: toEntityId(activityId, name),
    entityTypeId: entityTypeIds[subject.type],
    entityId: toEntityId(subject.id, name),
  };
  try {
    await rest.call(operation, params, z.unknown());
  } catch (error) {
    if (isCallwrightError(error, "CRM_REJECTED") && error.details.vendorCode === "ACTIVITY_IS_ALREADY_BOUND") return;
    throw error;
  }
}
