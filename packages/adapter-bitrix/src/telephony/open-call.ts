import { CallwrightError } from "@callwright/core/adapter-kit";
import type { CallToLog } from "@callwright/core/ports";
import { z } from "zod";
import { entityTypeCodes, toEntityId } from "../crm/entity-types.ts";
import type { RestClient } from "../rest/rest-client.ts";
import type { RequestName } from "../to-callwright-error.ts";
import { toVendorTime } from "../vendor-time.ts";

const registeredSchema = z.looseObject({ CALL_ID: z.string().min(1) });

/**
 * Registers a call without showing a call card. The same call, number, employee and mark within 30 minutes give the
 * same id.
 */
export async function openCall(rest: RestClient, call: CallToLog): Promise<{ readonly callId: string }> {
  const operation = "telephony.externalCall.register";
  const name = { account: rest.account, operation };
  const params = {
    USER_ID: toEntityId(call.responsibleId, name),
    PHONE_NUMBER: call.phone,
    TYPE: call.direction === "outbound" ? 1 : 2,
    CALL_START_DATE: toVendorTime(call.startedAt),
    CRM_CREATE: 0,
    ...toPerson(call, name),
    SHOW: 0,
    ADD_TO_CHAT: 0,
    EXTERNAL_CALL_ID: call.mark,
  };
  const registered = await rest.call(operation, params, registeredSchema);
  return { callId: registered.CALL_ID };
}

function toPerson({ person }: CallToLog, name: RequestName): { CRM_ENTITY_TYPE?: string; CRM_ENTITY_ID?: number } {
  if (person === null) return {};
  // Only contacts, companies and leads can be named here (read 2026-08-21); a deal is bound to the activity afterwards.
  if (person.type === "deal")
    throw new CallwrightError("CRM_REJECTED", { ...name, reason: "a call is written to a person, not to a deal." });
  return { CRM_ENTITY_TYPE: entityTypeCodes[person.type], CRM_ENTITY_ID: toEntityId(person.id, name) };
}
