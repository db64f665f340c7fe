import type { LiveCall } from "./live-call.ts";
import type { Edge, ScenarioState } from "./scenario.ts";
import { sendRecording } from "./send-recording.ts";
import { dial } from "./states/dial.ts";
import { listen } from "./states/listen.ts";
import { request } from "./states/request.ts";
import { speak } from "./states/speak.ts";

/** A scenario that goes in circles is cut off here. */
const maxStates = 1000;

/** Executes the call's scenario to its end, then sends the recording if one is wanted. */
export async function playCall(call: LiveCall, options: { readonly recordingPush: boolean }): Promise<void> {
  try {
    await followStates(call);
    if (call.stopped.aborted) return;
    call.record.endedAt = call.hungUpAt ?? call.work.now();
    call.record.status = "ended";
    if (options.recordingPush) await sendRecording(call);
  } finally {
    call.work.done();
  }
}

async function followStates(call: LiveCall): Promise<void> {
  const states = new Map(call.scenario.states.map((state) => [state.name, state]));
  let state = call.scenario.states.find(({ type }) => type === "Initial");
  while (state && call.record.path.length < maxStates && !call.stopped.aborted) {
    call.record.path.push(state.name);
    const edge = await execute(state, call);
    state = edge ? states.get(edge.newState) : undefined;
  }
}

async function execute(state: ScenarioState, call: LiveCall): Promise<Edge> {
  switch (state.type) {
    case "Initial":
      return state.success;
    case "OutgoingCall":
      return await dial(state, call);
    case "VoiceMessage":
      return await speak(state, call);
    case "IVR":
      return await listen(state, call);
    case "HTTPRequest":
      return await request(state, call);
    case "ReleaseCall":
      return null;
  }
}
