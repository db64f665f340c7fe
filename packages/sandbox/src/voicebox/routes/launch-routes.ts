import { Hono } from "hono";
import { z } from "zod";
import type { Library } from "../library.ts";
import type { Switchboard } from "../switchboard.ts";
import type { VoiceBoxCredentials } from "../voicebox-settings.ts";
import { readJson, requireBasic } from "./check-access.ts";

const launchSchema = z.looseObject({
  method: z.string().min(1),
  data: z
    .looseObject({ number: z.string().regex(/^\d{11}$/) })
    .catchall(z.union([z.string(), z.number(), z.boolean()])),
});

/** `POST /api/v1/sb`: starts a call. */
export function launchRoutes(credentials: VoiceBoxCredentials, library: Library, switchboard: Switchboard): Hono {
  const routes = new Hono();
  routes.post("/api/v1/sb", requireBasic(credentials), async (context) => {
    const launch = launchSchema.safeParse(await readJson(context));
    if (!launch.success) return context.json({ error: "body not understood, or number not 11 digits" }, 400);
    const { method, data } = launch.data;
    const scenario = library.scenarioOf(method);
    if (!scenario) return context.json({ error: "unknown entry point" }, 404);
    const variables = new Map(Object.entries(data).map(([name, value]) => [name, String(value)]));
    const { origin } = new URL(context.req.url);
    const callId = switchboard.start({ number: data.number, scenario, variables, origin });
    return callId === undefined ? context.json({ error: "no free line" }, 429) : context.json({ callId });
  });
  return routes;
}
