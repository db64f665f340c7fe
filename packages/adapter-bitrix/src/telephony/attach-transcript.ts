import type { TranscriptTurn } from "@callwright/core/calls";
import { z } from "zod";
import type { RestClient } from "../rest/rest-client.ts";

/** Attaches a transcript. Turns without words are left out; without any turn left nothing is sent. */
export async function attachTranscript(
  rest: RestClient,
  callId: string,
  turns: readonly TranscriptTurn[],
): Promise<void> {
  const messages = turns.filter((turn) => turn.text.trim() !== "").map(toMessage);
  if (messages.length === 0) return;
  await rest.call("telephony.call.attachTranscription", { CALL_ID: callId, MESSAGES: messages }, z.unknown());
}

/** Whole seconds; the vendor wants a start from 0 and an end from 1 (read 2026-08-21). */
function toMessage({ speaker, text, atMs, untilMs }: TranscriptTurn) {
  const start = Math.max(0, Math.floor(atMs / 1000));
  return {
    SIDE: speaker === "robot" ? "User" : "Client",
    START_TIME: start,
    STOP_TIME: Math.max(1, start, Math.ceil(untilMs / 1000)),
    MESSAGE: text,
  };
}
