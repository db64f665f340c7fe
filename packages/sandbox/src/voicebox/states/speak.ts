import { hangUp, recordTurn, type LiveCall } from "../live-call.ts";
import type { Edge, StateOf } from "../scenario.ts";
import { fillVariables } from "../fill-variables.ts";

/** Says an announcement. Leads to `onAParty` when the client hangs up meanwhile or is gone already. */
export async function speak(state: StateOf<"VoiceMessage">, call: LiveCall): Promise<Edge> {
  if (call.record.answeredAt === null) return state.error;
  if (call.client) {
    const spoken = await speakText(state.announcement.text, call, call.client.hangsUpDuringMessage === call.messages++);
    if (spoken === "said") return state.success;
  }
  return state.onAParty ?? null;
}

/** Speaks to the client on the line, who may hang up in the middle. */
export async function speakText(text: string, call: LiveCall, hangsUp: boolean): Promise<"said" | "hungUp"> {
  const spoken = fillVariables(text, call.variables);
  const fullMs = spoken.length * call.pace.msPerCharacter;
  const durationMs = hangsUp ? Math.floor(fullMs / 2) : fullMs;
  call.record.heard.push(spoken);
  recordTurn(call, "robot", spoken, durationMs);
  await call.work.pause(durationMs);
  if (!hangsUp) return "said";
  hangUp(call);
  return "hungUp";
}
