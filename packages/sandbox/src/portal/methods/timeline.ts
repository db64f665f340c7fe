import { entityType } from "../crm/crm-types.ts";
import type { TimelineEntry } from "../crm/crm-types.ts";
import { findItem } from "../crm/item-store.ts";
import type { PortalContext } from "../portal-context.ts";
import { toPortalTime } from "../portal-time.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodFamily } from "../rest/method-spec.ts";
import { RestError, missingParameter } from "../rest/rest-error.ts";
import { integerOf, mapOf, textOf } from "../rest/tree.ts";
import { nextId } from "../state.ts";

/** Comments and log messages in the timeline of an item. */
export const timelineMethods: MethodFamily = {
  "crm.timeline.comment.add": {
    scope: "crm",
    run({ portal, params, caller }) {
      const fields = mapOf(params, "fields");
      if (!fields) throw missingParameter("fields");
      const typeName = textOf(fields, "ENTITY_TYPE")?.toLowerCase() ?? "";
      const typeId = Object.entries(entityType).find(([name]) => name === typeName)?.[1] ?? 0;
      const ownerId = integerOf(fields, "ENTITY_ID") ?? 0;
      requireOwner(portal, typeId, ownerId);
      const text = textOf(fields, "COMMENT") ?? "";
      if (text === "") throw new RestError(400, "INVALID_ARG_VALUE", "Comment can not be empty");
      const entry = addEntry(portal, {
        kind: "comment",
        typeId,
        ownerId,
        authorId: caller.user.id,
        title: undefined,
        text,
      });
      const data = { FIELDS: { ID: entry.id } };
      portal.publish({ kind: "event", name: "ONCRMTIMELINECOMMENTADD", data, actor: { userId: caller.user.id } });
      return answer(entry.id);
    },
  },
  "crm.timeline.logmessage.add": {
    scope: "crm",
    run({ portal, params, caller }) {
      const fields = mapOf(params, "fields");
      if (!fields) throw missingParameter("fields");
      for (const name of ["entityTypeId", "entityId", "title", "text", "iconCode"]) {
        if (!textOf(fields, name)) throw missingParameter(name);
      }
      const typeId = integerOf(fields, "entityTypeId") ?? 0;
      const ownerId = integerOf(fields, "entityId") ?? 0;
      requireOwner(portal, typeId, ownerId);
      const title = textOf(fields, "title") ?? "";
      const text = textOf(fields, "text") ?? "";
      const entry = addEntry(portal, { kind: "logMessage", typeId, ownerId, authorId: caller.user.id, title, text });
      const created = toPortalTime(entry.createdAt, portal.state.timeZone);
      const iconCode = textOf(fields, "iconCode");
      return answer({ logMessage: { id: entry.id, created, authorId: entry.authorId, title, text, iconCode } });
    },
  },
};

function requireOwner(portal: PortalContext, typeId: number, ownerId: number): void {
  if (!findItem(portal, typeId, ownerId)) throw new RestError(400, "OWNER_NOT_FOUND", "Owner was not found");
}

function addEntry(portal: PortalContext, entry: Omit<TimelineEntry, "id" | "createdAt">): TimelineEntry {
  const created = { ...entry, id: nextId(portal.state, "timeline"), createdAt: portal.clock.now() };
  portal.state.timeline.push(created);
  return created;
}
