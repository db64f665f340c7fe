import type { LiveCall } from "../live-call.ts";
import type { Edge, StateOf } from "../scenario.ts";
import { fillVariables } from "../fill-variables.ts";

/** Rings. Leads to `success` when the client picks up, else to `error`. */
export async function dial(state: StateOf<"OutgoingCall">, call: LiveCall): Promise<Edge> {
  if (call.record.answeredAt !== null) return state.error;
  const phone = fillVariables(state.phone, call.variables);
  const client = call.whoPicksUp(phone);
  await call.work.pause(client.answers ? call.pace.ringMs : call.pace.ringOutMs);
  if (!client.answers) return state.error;
  call.client = client;
  call.record.answeredAt = call.work.now();
  call.record.status = "talking";
  return state.success;
}
