import type { ClientTurn } from "../../clients/client-script.ts";
import { recordTurn, type LiveCall } from "../live-call.ts";
import { matchPressed, matchSaid } from "../match-answer.ts";
import type { Edge, StateOf } from "../scenario.ts";
import { speakText } from "./speak.ts";

type IvrState = StateOf<"IVR">;

/**
 * Asks and waits for a key or an utterance.
 *
 * A round without an answer takes the edge `onNoInput` or `onInvalidInput` at once; where that edge is missing the prompt
 * is repeated, and `onExpiry` is taken after `repeatCount` rounds (reading of the wire document).
 */
export async function listen(state: IvrState, call: LiveCall): Promise<Edge> {
  if (call.record.answeredAt === null) return state.error;
  for (let round = 1; round <= state.repeatCount && call.client; round += 1) {
    const turn = call.client.turns[call.prompts++] ?? { silent: true };
    if ((await speakText(state.announcement.text, call, "hangsUp" in turn)) === "hungUp") break;
    const edge = await edgeOfTurn(state, turn, call);
    if (edge !== undefined) return edge;
  }
  return (call.client ? state.onExpiry : state.onAParty) ?? null;
}

/** The edge that the client's turn takes; undefined asks again. */
async function edgeOfTurn(state: IvrState, turn: ClientTurn, call: LiveCall): Promise<Edge | undefined> {
  const { pace, work } = call;
  const waitMs = state.awaitingTime * 1000 * pace.waitFactor;
  const answers = ("says" in turn && state.voiceInput) || ("presses" in turn && state.keyboardInput);
  if (!answers || pace.answerDelayMs > waitMs) {
    await work.pause(waitMs);
    return state.onNoInput ?? undefined;
  }
  await work.pause(pace.answerDelayMs);
  const entry =
    "presses" in turn
      ? matchPressed(state.inputAnalysis, turn.presses)
      : matchSaid(state.inputAnalysis, await utter(turn.says, call));
  return entry ? entry.success : (state.onInvalidInput ?? undefined);
}

async function utter(text: string, call: LiveCall): Promise<string> {
  const durationMs = text.length * call.pace.msPerCharacter;
  recordTurn(call, "client", text, durationMs);
  await call.work.pause(durationMs);
  return text;
}
