import { Hono } from "hono";
import type { Library } from "../library.ts";
import { parseScenario } from "../scenario.ts";
import type { VoiceBoxCredentials } from "../voicebox-settings.ts";
import { readJson, requireBearer } from "./check-access.ts";

/** `GET` and `PUT /v1/customers/{customerId}/scenarios/{scenarioId}`: the published documents. */
export function scenarioRoutes(credentials: VoiceBoxCredentials, library: Library): Hono {
  const path = "/v1/customers/:customerId/scenarios/:scenarioId";
  const routes = new Hono();
  routes.use(path, requireBearer(credentials), async (context, next) => {
    if (context.req.param("customerId") !== credentials.customerId)
      return context.json({ error: "unknown customer" }, 404);
    await next();
    return undefined;
  });
  routes.get(path, (context) => {
    const scenario = library.scenario(context.req.param("scenarioId"));
    return scenario ? context.json(scenario) : context.json({ error: "unknown scenario" }, 404);
  });
  routes.put(path, async (context) => {
    const parsed = parseScenario(await readJson(context));
    if ("problem" in parsed) return context.json({ error: parsed.problem }, 400);
    library.publish(context.req.param("scenarioId"), parsed.scenario);
    return context.json(parsed.scenario);
  });
  return routes;
}
