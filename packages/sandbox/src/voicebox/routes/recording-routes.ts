import { Hono } from "hono";
import type { Switchboard } from "../switchboard.ts";
import type { VoiceBoxCredentials } from "../voicebox-settings.ts";
import { wavTone } from "../wav-tone.ts";
import { requireBasic } from "./check-access.ts";

/** `GET /recordings/{callId}.wav`: a tone as long as the call, for answered calls that have ended. */
export function recordingRoutes(credentials: VoiceBoxCredentials, switchboard: Switchboard): Hono {
  const routes = new Hono();
  routes.get("/recordings/:file", requireBasic(credentials), (context) => {
    const file = context.req.param("file");
    const call = switchboard.calls().find(({ callId }) => file === `${callId}.wav`);
    if (call?.answeredAt == null || call.endedAt === null) return context.json({ error: "no such recording" }, 404);
    const tone = wavTone(call.endedAt - call.answeredAt);
    return context.body(tone.stream(), 200, {
      "content-type": "audio/wav",
      "content-length": String(tone.totalBytes),
    });
  });
  return routes;
}
