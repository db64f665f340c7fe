import { entityType } from "../crm/crm-types.ts";
import { itemsOf } from "../crm/item-store.ts";
import type { PortalContext } from "../portal-context.ts";
import type { RobotRequest } from "../automation-types.ts";
import type { StoredFile } from "../telephony-types.ts";
import { readWavHeader } from "./wav-header.ts";

/** What the portal holds, for whoever checks it: by path of the control API. */
export const observations: Readonly<Record<string, (portal: PortalContext) => unknown>> = {
  deals: readDeals,
  "robot-requests": ({ state }) => [...state.robotRequests.values()].map(toRobotRequest),
  recordings: ({ state }) => [...state.files.values()].map(toRecording),
  transcripts: ({ state }) => [...state.transcripts.values()],
  calls: ({ state }) =>
    [...state.calls.values()].map(({ dedupeKey: _, phoneNumber: __, statistic, ...call }) => ({
      ...call,
      finished: statistic !== undefined,
      activityId: statistic?.activityId ?? null,
    })),
  activities: ({ state }) =>
    [...state.activities.values()].map(({ id, values, bindings, fileIds }) => ({
      id,
      provider: values["PROVIDER_ID"],
      responsibleId: values["RESPONSIBLE_ID"],
      subject: values["SUBJECT"],
      bindings,
      fileIds,
    })),
  timeline: ({ state }) => state.timeline,
  deliveries: ({ state }) => state.deliveries.map((delivery) => ({ ...delivery, status: delivery.status ?? null })),
  log: ({ state }) => state.log,
  webhooks: ({ state }) =>
    state.webhooks.map(({ userId, code }) => ({ userId, url: `${state.baseUrl}/rest/${userId}/${code}/` })),
};

/** Everything above but the log in one object. */
export function readState(portal: PortalContext): Record<string, unknown> {
  const names = Object.keys(observations).filter((name) => name !== "log");
  return Object.fromEntries(names.map((name) => [name, observations[name]?.(portal)]));
}

function readDeals(portal: PortalContext): unknown {
  return itemsOf(portal, entityType.deal).map((deal) => ({
    id: deal.id,
    title: deal.values.get("TITLE"),
    categoryId: deal.values.get("CATEGORY_ID"),
    stageId: deal.values.get("STAGE_ID"),
    contactIds: deal.contactIds,
    assignedById: deal.values.get("ASSIGNED_BY_ID"),
    movedById: deal.values.get("MOVED_BY_ID"),
    movedAt: deal.values.get("MOVED_TIME"),
  }));
}

function toRobotRequest({ cancelTimeout: _, ...request }: RobotRequest): Record<string, unknown> {
  return { ...request, completed: request.status === "completed", returnValues: request.returnValues ?? null };
}

function toRecording({ id, callId, activityId, name, bytes }: StoredFile): Record<string, unknown> {
  return { id, callId, activityId, name, bytes: bytes.length, wav: readWavHeader(bytes) };
}
