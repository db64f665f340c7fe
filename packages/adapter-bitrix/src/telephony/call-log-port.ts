import type { CallLogPort } from "@callwright/core/ports";
import type { RestClient } from "../rest/rest-client.ts";
import { attachRecording } from "./attach-recording.ts";
import { attachTranscript } from "./attach-transcript.ts";
import { closeCall } from "./close-call.ts";
import { findCall } from "./find-call.ts";
import { linkActivity } from "./link-activity.ts";
import { openCall } from "./open-call.ts";

/** Bitrix24 as the call history of one account. */
export function createCallLogPort(rest: RestClient): CallLogPort {
  return {
    openCall: (call) => openCall(rest, call),
    closeCall: (call) => closeCall(rest, call),
    linkActivity: (activityId, subject) => linkActivity(rest, activityId, subject),
    attachRecording: (callId, fileName, content) => attachRecording(rest, callId, fileName, content),
    attachTranscript: (callId, turns) => attachTranscript(rest, callId, turns),
    findCall: (callId) => findCall(rest, callId),
  };
}
