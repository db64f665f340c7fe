import { storeRecord } from "../store-record.ts";
import type { PortalContext } from "../portal-context.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodCall, MethodFamily } from "../rest/method-spec.ts";
import { coreError } from "../rest/rest-error.ts";
import { integerOf, isTree, textOf, toList, valueOf } from "../rest/tree.ts";
import { nextId } from "../state.ts";
import type { CallStatistic, ExternalCall, TranscriptTurn } from "../telephony-types.ts";

/** What is attached to a finished call. */
export const callRecordMethods: MethodFamily = {
  "telephony.externalCall.attachRecord": { scope: "telephony", context: "application", run: attachRecord },
  "telephony.call.attachTranscription": { scope: "telephony", context: "application", run: attachTranscription },
};

async function attachRecord({ portal, params }: MethodCall): Promise<ReturnType<typeof answer>> {
  const call = portal.state.calls.get(textOf(params, "CALL_ID") ?? "");
  const recordUrl = textOf(params, "RECORD_URL");
  const fileName = textOf(params, "FILENAME");
  if (recordUrl === undefined && fileName === undefined) {
    throw coreError("Required parameters are not set. Request should contain either URL or FILENAME parameter");
  }
  if (!isFinished(call)) {
    throw coreError("Call is not found in the statistic table. It looks like it is not finished yet.");
  }
  if (recordUrl !== undefined && recordUrl !== "")
    return answer({ FILE_ID: await fetchRecord(portal, call, recordUrl) });
  const name = requireFileName(fileName);
  const content = textOf(params, "FILE_CONTENT");
  if (content === undefined) return answer(openUpload(portal, call, name));
  if (content === "") throw coreError("File content is empty.");
  const bytes = Buffer.from(content, "base64");
  if (bytes.length === 0 || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(content)) {
    throw coreError("File content is not properly encoded. Base64 encoding is expected.");
  }
  return answer({ FILE_ID: storeRecord(portal, call, name, bytes).id });
}

function attachTranscription({ portal, params }: MethodCall): ReturnType<typeof answer> {
  const callId = textOf(params, "CALL_ID") ?? "";
  if (callId === "") throw coreError("CALL_ID should be set");
  const messages = valueOf(params, "MESSAGES");
  if (!Array.isArray(messages) && !isTree(messages)) throw coreError("MESSAGES should be an array");
  const turns = toList(messages).map(toTurn);
  const call = portal.state.calls.get(callId);
  if (!isFinished(call)) throw coreError(`Call ${callId} is not found. Is it finished?`);
  const id = nextId(portal.state, "transcript");
  portal.state.transcripts.set(id, { id, callId, activityId: call.statistic.activityId, turns });
  call.statistic.transcriptId = id;
  return answer({ TRANSCRIPT_ID: id });
}

function toTurn(message: unknown, index: number): TranscriptTurn {
  const row = isTree(message) ? message : {};
  const side = textOf(row, "SIDE");
  if (side !== "User" && side !== "Client") throw coreError(`MESSAGES[${index}][SIDE] should be either Client or User`);
  const startTime = integerOf(row, "START_TIME") ?? -1;
  if (startTime < 0) throw coreError(`MESSAGES[${index}][START_TIME] should be greater or equal to zero`);
  const stopTime = integerOf(row, "STOP_TIME") ?? 0;
  if (stopTime <= 0) throw coreError(`MESSAGES[${index}][STOP_TIME] should be greater than zero`);
  const text = textOf(row, "MESSAGE") ?? "";
  if (text.trim() === "") throw coreError(`MESSAGES[${index}][MESSAGE] is empty`);
  return { side, startTime, stopTime, message: text };
}

function isFinished(call: ExternalCall | undefined): call is ExternalCall & { statistic: CallStatistic } {
  return call?.statistic !== undefined;
}

function requireFileName(fileName: string | undefined): string {
  if (!fileName) throw coreError("File name is empty");
  if (!/\.(wav|mp3)$/i.test(fileName)) throw coreError("Wrong file extension. Only wav and mp3 are allowed");
  return fileName;
}

function openUpload(portal: PortalContext, call: ExternalCall, fileName: string): Record<string, string> {
  const token = portal.ids.hex(32);
  portal.state.uploads.set(token, { callId: call.callId, fileName });
  return { uploadUrl: `${portal.state.baseUrl}/upload/${token}`, fieldName: "file" };
}

async function fetchRecord(
  portal: PortalContext,
  call: ExternalCall & { statistic: CallStatistic },
  recordUrl: string,
): Promise<number> {
  const url = URL.canParse(recordUrl) ? new URL(recordUrl) : undefined;
  const name = requireFileName(url?.pathname.split("/").at(-1));
  const response = await fetch(recordUrl, { signal: AbortSignal.timeout(portal.webhookTimeoutMs) }).catch(
    () => undefined,
  );
  if (!response?.ok) throw coreError(`Server returns HTTP error code ${response?.status ?? 0}`);
  call.statistic.recordUrl = recordUrl;
  return storeRecord(portal, call, name, new Uint8Array(await response.arrayBuffer())).id;
}
