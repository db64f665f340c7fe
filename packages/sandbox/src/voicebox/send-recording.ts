import type { LiveCall } from "./live-call.ts";
import { sendOnce } from "./send-once.ts";

/** How long after the call its recording is ready. */
const readyAfterMs = 1000;

/** Tells the address given at launch where the recording is and what was said. Answered calls only; sent once. */
export async function sendRecording(call: LiveCall): Promise<void> {
  const { record, variables, work } = call;
  const url = variables.get("recordingUrl");
  if (record.answeredAt === null || record.endedAt === null || url === undefined) return;
  await work.pause(Math.max(0, record.endedAt + readyAfterMs - work.now()));
  const body = {
    v: 1,
    runId: record.runId,
    event: "recording",
    url: `${call.origin}/recordings/${record.callId}.wav`,
    mediaType: "audio/wav",
    durationMs: record.endedAt - record.answeredAt,
    transcript: [...record.transcript],
  };
  const message = { body, at: work.now(), delivered: false, status: null as number | null };
  record.recording = message;
  const headers: [string, string][] = [["x-robot-token", variables.get("sig") ?? ""]];
  message.status = await sendOnce({ method: "POST", url, headers, body: JSON.stringify(body) });
  message.delivered = message.status !== null && message.status >= 200 && message.status < 300;
}
