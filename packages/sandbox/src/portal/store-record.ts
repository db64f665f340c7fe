import { changeActivity } from "./crm/activity-store.ts";
import type { PortalContext } from "./portal-context.ts";
import { nextId } from "./state.ts";
import type { ExternalCall, StoredFile } from "./telephony-types.ts";

/** Keeps a recording and ties it to the call's activity and statistics. Effects: an event about the activity. */
export function storeRecord(portal: PortalContext, call: ExternalCall, name: string, bytes: Uint8Array): StoredFile {
  const { state, ids } = portal;
  const file: StoredFile = {
    id: nextId(state, "file"),
    callId: call.callId,
    activityId: call.statistic?.activityId ?? null,
    name,
    bytes,
    downloadToken: ids.hex(32),
  };
  state.files.set(file.id, file);
  if (call.statistic) call.statistic.recordFileId = file.id;
  const activity = file.activityId === null ? undefined : state.activities.get(file.activityId);
  if (activity) {
    activity.fileIds.push(file.id);
    changeActivity(portal, activity, call.userId);
  }
  return file;
}
