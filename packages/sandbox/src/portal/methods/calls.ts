import { entityType } from "../crm/crm-types.ts";
import { createItem, findItem, itemsOf } from "../crm/item-store.ts";
import { phoneDigits } from "../crm/multi-fields.ts";
import type { PortalContext } from "../portal-context.ts";
import { parsePortalTime } from "../portal-time.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodCall, MethodFamily } from "../rest/method-spec.ts";
import { coreError } from "../rest/rest-error.ts";
import { integerOf, textOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";
import type { ExternalCall } from "../telephony-types.ts";
import type { PortalUser } from "../state.ts";

/** Registering a call of an outside telephone system: the application's context only. */
export const callMethods: MethodFamily = {
  "telephony.externalCall.register": { scope: "telephony", context: "application", run: register },
  "telephony.externalCall.show": { scope: "telephony", context: "application", run: showCall },
  "telephony.externalCall.hide": { scope: "telephony", context: "application", run: showCall },
};

/** A repeated registration within this time is the same call. Source: docs read 2026-08-21. */
const sameCallMs = 30 * 60_000;

const bindable = ["CONTACT", "COMPANY", "LEAD"] as const;

/** The CRM types a call can belong to. Never a deal. */
export type CallEntityType = (typeof bindable)[number];

/** The id of a CRM type by the name that telephony gives it. */
export function callEntityTypeId(name: CallEntityType): number {
  return { CONTACT: entityType.contact, COMPANY: entityType.company, LEAD: entityType.lead }[name];
}

/** The employee that USER_ID or USER_PHONE_INNER names. @throws the vendor's texts. */
export function requireUser(portal: PortalContext, params: Tree, missing: string): PortalUser {
  const id = integerOf(params, "USER_ID");
  const inner = textOf(params, "USER_PHONE_INNER");
  if (!id && !inner) throw coreError(missing);
  const user = id
    ? portal.state.users.get(id)
    : [...portal.state.users.values()].find((known) => known.phoneInner === inner);
  if (!user?.active) throw coreError("User is not found or is not active.");
  return user;
}

function register({ portal, params }: MethodCall): ReturnType<typeof answer> {
  const user = requireUser(portal, params, "USER_ID or USER_PHONE_INNER should be set.");
  const phoneNumber = textOf(params, "PHONE_NUMBER") ?? "";
  if (!/^\+?[\d\s()\-.*#]{3,25}$/.test(phoneNumber)) throw coreError("Unsupported phone number format.");
  const type = integerOf(params, "TYPE") ?? 0;
  if (type < 1 || type > 5) throw coreError("Unknown TYPE.");
  const startedAt = readStart(portal, params);
  const lineNumber = textOf(params, "LINE_NUMBER") ?? "";
  const externalCallId = textOf(params, "EXTERNAL_CALL_ID") || null;
  const dedupeKey = JSON.stringify([phoneNumber, type, user.id, lineNumber, externalCallId]);
  const known = [...portal.state.calls.values()].findLast((call) => call.dedupeKey === dedupeKey);
  if (known && portal.clock.now() - known.registeredAt < sameCallMs) return answer(toRegistration(known));
  const bound = bindToCrm(portal, params, phoneNumber, user.id);
  const call: ExternalCall = {
    callId: `externalCall.${portal.ids.hex(32)}.${Math.floor(portal.clock.now() / 1000)}`,
    dedupeKey,
    registeredAt: portal.clock.now(),
    phoneNumber,
    type,
    userId: user.id,
    lineNumber,
    externalCallId,
    startedAt,
    ...bound,
    statistic: undefined,
  };
  portal.state.calls.set(call.callId, call);
  return answer(toRegistration(call));
}

function readStart(portal: PortalContext, params: Tree): number {
  const text = textOf(params, "CALL_START_DATE");
  if (text === undefined || text === "") return portal.clock.now();
  const at = parsePortalTime(text, portal.state.timeZone);
  if (at === undefined) throw coreError("CALL_START_DATE should be in the ISO-8601 format.");
  return at;
}

type CrmBinding = Pick<ExternalCall, "entityType" | "entityId" | "createdLeadId">;

function bindToCrm(portal: PortalContext, params: Tree, phoneNumber: string, userId: number): CrmBinding {
  const asked = textOf(params, "CRM_ENTITY_TYPE")?.toUpperCase();
  if (asked) {
    const type = bindable.find((name) => name === asked);
    // The docs read 2026-08-21 allow three types and name no answer for others; refusing is an assumption.
    if (!type) throw coreError("Unsupported CRM_ENTITY_TYPE.");
    const id = integerOf(params, "CRM_ENTITY_ID") ?? 0;
    if (findItem(portal, callEntityTypeId(type), id)) return { entityType: type, entityId: id, createdLeadId: null };
  }
  for (const type of bindable) {
    const found = itemsOf(portal, callEntityTypeId(type)).find((item) =>
      item.multi.some((entry) => entry.typeId === "PHONE" && phoneDigits(entry.value) === phoneDigits(phoneNumber)),
    );
    if (found) return { entityType: type, entityId: found.id, createdLeadId: null };
  }
  if (textOf(params, "CRM_CREATE") !== "1") return { entityType: null, entityId: null, createdLeadId: null };
  const fields = {
    TITLE: phoneNumber,
    SOURCE_ID: textOf(params, "CRM_SOURCE"),
    PHONE: [{ VALUE: phoneNumber, VALUE_TYPE: "WORK" }],
  };
  const lead = createItem(portal, entityType.lead, { ...fields, ASSIGNED_BY_ID: userId }, { userId });
  if ("refused" in lead) return { entityType: null, entityId: null, createdLeadId: null };
  return { entityType: "LEAD", entityId: lead.id, createdLeadId: lead.id };
}

function toRegistration(call: ExternalCall): Record<string, unknown> {
  return {
    CALL_ID: call.callId,
    CRM_CREATED_LEAD: call.createdLeadId,
    CRM_CREATED_ENTITIES: call.createdLeadId === null ? [] : [{ ENTITY_TYPE: "LEAD", ENTITY_ID: call.createdLeadId }],
    CRM_ENTITY_TYPE: call.entityType,
    CRM_ENTITY_ID: call.entityId,
  };
}

function showCall({ portal, params }: MethodCall): ReturnType<typeof answer> {
  if (!portal.state.calls.has(textOf(params, "CALL_ID") ?? "")) throw coreError("Call is not found");
  return answer(true);
}
