import { Hono } from "hono";
import type { CallRecord } from "../call-record.ts";
import type { Switchboard } from "../switchboard.ts";
import type { VoiceBoxCredentials } from "../voicebox-settings.ts";
import { requireBasic } from "./check-access.ts";

/** `GET /api/v1/sb/calls?runId=`: the calls of one run (ours, no vendor interface). */
export function lookupRoutes(credentials: VoiceBoxCredentials, switchboard: Switchboard): Hono {
  const routes = new Hono();
  routes.get("/api/v1/sb/calls", requireBasic(credentials), (context) => {
    const runId = context.req.query("runId");
    if (!runId) return context.json({ error: "runId is missing" }, 400);
    const calls = switchboard.calls().filter((call) => call.runId === runId);
    return context.json({ calls: calls.map(toLookedUpCall) });
  });
  return routes;
}

function toLookedUpCall(call: CallRecord) {
  const { callId, runId, status, startedAt, answeredAt, endedAt, reports, recording } = call;
  return {
    callId,
    runId,
    status,
    startedAt,
    answeredAt,
    endedAt,
    reports: reports.map(({ body }) => body),
    recording: recording?.body ?? null,
  };
}
