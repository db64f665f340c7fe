import { fillJsonVariables, fillVariables } from "../fill-variables.ts";
import type { LiveCall } from "../live-call.ts";
import type { Edge, StateOf } from "../scenario.ts";
import { sendOnce, type OutgoingMessage } from "../send-once.ts";

/** Sends what the state says, once. Leads to `success` on 2xx, else to `error`. */
export async function request(state: StateOf<"HTTPRequest">, call: LiveCall): Promise<Edge> {
  const message = toMessage(state, call.variables);
  const report = { body: toBody(message.body), at: call.work.now(), delivered: false, status: null as number | null };
  call.record.reports.push(report);
  report.status = await sendOnce(message);
  report.delivered = report.status !== null && report.status >= 200 && report.status < 300;
  if (state.responseCodeVariable && report.status !== null) {
    call.variables.set(state.responseCodeVariable, String(report.status));
  }
  return report.delivered ? state.success : state.error;
}

function toMessage(state: StateOf<"HTTPRequest">, variables: ReadonlyMap<string, string>): OutgoingMessage {
  const fill = (text: string) => fillVariables(text, variables);
  return {
    method: state.method.toUpperCase(),
    url: `${state.protocol}://${fill(state.host)}:${fill(String(state.port))}${fill(state.url)}`,
    headers: Object.entries(state.headers).map(([name, value]) => [name, fill(value)]),
    body: fillJsonVariables(state.requestParametersRaw, variables),
  };
}

function toBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
