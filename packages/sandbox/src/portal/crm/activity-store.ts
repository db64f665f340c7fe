import type { PortalContext } from "../portal-context.ts";
import { toPortalTime } from "../portal-time.ts";
import { nextId } from "../state.ts";
import type { Activity } from "./crm-types.ts";
import { findItem } from "./item-store.ts";
import type { Row } from "./render-item.ts";

/** What a new activity is made of. Units: moments in milliseconds. */
export interface NewActivity {
  readonly owner: { readonly typeId: number; readonly ownerId: number };
  readonly providerId: string;
  readonly providerTypeId: string;
  /** 2 a call, 6 what a provider made. */
  readonly activityTypeId: number;
  readonly subject: string;
  readonly description: string;
  readonly responsibleId: number;
  readonly authorId: number;
  readonly startAt: number;
  readonly endAt: number;
  readonly completed: boolean;
  /** 1 incoming, 2 outgoing, 0 neither. */
  readonly direction: 0 | 1 | 2;
  readonly originId: string | null;
  readonly communications: readonly Record<string, unknown>[];
}

/** Adds an activity to its owner. Effects: an event; the owner's last activity moves to now. */
export function addActivity(portal: PortalContext, activity: NewActivity): Activity {
  const { state, clock } = portal;
  const id = nextId(state, "activity");
  const created: Activity = {
    id,
    values: toValues(portal, id, activity),
    bindings: [activity.owner],
    communications: activity.communications,
    fileIds: [],
  };
  state.activities.set(id, created);
  const owner = findItem(portal, activity.owner.typeId, activity.owner.ownerId);
  owner?.values.set("LAST_ACTIVITY_TIME", clock.now());
  owner?.values.set("LAST_ACTIVITY_BY", activity.authorId);
  publishChange(portal, created, "ADD", activity.authorId);
  return created;
}

/** Notes a change of an activity. Effects: an event. */
export function changeActivity(portal: PortalContext, activity: Activity, userId: number): void {
  activity.values["LAST_UPDATED"] = toPortalTime(portal.clock.now(), portal.state.timeZone);
  activity.values["EDITOR_ID"] = String(userId);
  publishChange(portal, activity, "UPDATE", userId);
}

/** Whether the activity is tied to this item. */
export function isBoundTo(activity: Activity, typeId: number, ownerId: number): boolean {
  return activity.bindings.some((binding) => binding.typeId === typeId && binding.ownerId === ownerId);
}

/** An activity as the classic methods show it: strings; communications and files only where they are selected. */
export function renderActivity(portal: PortalContext, activity: Activity, select: readonly string[]): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(activity.values)) {
    if (select.includes("*") || select.includes(name) || name === "ID") row[name] = value;
  }
  if (select.includes("COMMUNICATIONS")) row["COMMUNICATIONS"] = activity.communications;
  if (select.includes("FILES") && activity.fileIds.length > 0) {
    row["FILES"] = activity.fileIds.map((id) => ({ id, url: toFileUrl(portal, id) }));
  }
  return row;
}

/** Where the bytes of a stored file are; the address carries its own secret. */
function toFileUrl(portal: PortalContext, fileId: number): string {
  return `${portal.state.baseUrl}/files/${fileId}?token=${portal.state.files.get(fileId)?.downloadToken ?? ""}`;
}

function publishChange(portal: PortalContext, activity: Activity, verb: "ADD" | "UPDATE", userId: number): void {
  const data = { FIELDS: { ID: activity.id } };
  portal.publish({ kind: "event", name: `ONCRMACTIVITY${verb}`, data, actor: { userId } });
}

function toValues(portal: PortalContext, id: number, activity: NewActivity): Record<string, unknown> {
  const now = toPortalTime(portal.clock.now(), portal.state.timeZone);
  return {
    ID: String(id),
    OWNER_ID: String(activity.owner.ownerId),
    OWNER_TYPE_ID: String(activity.owner.typeId),
    TYPE_ID: String(activity.activityTypeId),
    PROVIDER_ID: activity.providerId,
    PROVIDER_TYPE_ID: activity.providerTypeId,
    PROVIDER_GROUP_ID: null,
    ASSOCIATED_ENTITY_ID: "0",
    SUBJECT: activity.subject,
    CREATED: now,
    LAST_UPDATED: now,
    START_TIME: toPortalTime(activity.startAt, portal.state.timeZone),
    END_TIME: toPortalTime(activity.endAt, portal.state.timeZone),
    DEADLINE: toPortalTime(activity.startAt, portal.state.timeZone),
    COMPLETED: activity.completed ? "Y" : "N",
    STATUS: activity.completed ? "2" : "1",
    RESPONSIBLE_ID: String(activity.responsibleId),
    PRIORITY: "2",
    NOTIFY_TYPE: "0",
    NOTIFY_VALUE: "0",
    DESCRIPTION: activity.description,
    DESCRIPTION_TYPE: "1",
    DIRECTION: String(activity.direction),
    LOCATION: "",
    SETTINGS: [],
    ORIGINATOR_ID: null,
    ORIGIN_ID: activity.originId,
    AUTHOR_ID: String(activity.authorId),
    EDITOR_ID: String(activity.authorId),
    PROVIDER_PARAMS: [],
    PROVIDER_DATA: null,
    RESULT_MARK: "0",
    RESULT_VALUE: null,
    RESULT_SUM: null,
    RESULT_CURRENCY_ID: null,
    RESULT_STATUS: "0",
    RESULT_STREAM: "0",
    RESULT_SOURCE_ID: null,
    AUTOCOMPLETE_RULE: "0",
  };
}
