import { CallwrightError } from "@callwright/core/adapter-kit";
import type { Subject } from "@callwright/core/ports";
import { z } from "zod";
import { crmCapabilities } from "../capabilities.ts";
import { entityTypeIds, toEntityId } from "../crm/entity-types.ts";
import type { RestClient } from "../rest/rest-client.ts";

/**
 * Fires a trigger once, on the turn that was waited for before. The vendor's `true` says nothing about a move. Errors: `CRM_REJECTED` for items without
 * triggers.
 */
export async function fireTrigger(rest: RestClient, code: string, subject: Subject): Promise<void> {
  const operation = "crm.automation.trigger.execute";
  const name = { account: rest.account, operation };
  if (!crmCapabilities.triggerSubjects.includes(subject.type)) {
    throw new CallwrightError("CRM_REJECTED", { ...name, reason: `a ${subject.type} has no triggers.` });
  }
  const params = { CODE: code, OWNER_TYPE_ID: entityTypeIds[subject.type], OWNER_ID: toEntityId(subject.id, name) };
  await rest.callOnTurn(operation, params, z.unknown());
}
