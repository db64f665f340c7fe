import { Hono, type Context } from "hono";
import { z } from "zod";
import { clientScriptSchema } from "../../clients/client-script.ts";
import { faultsSchema, type FaultSwitch } from "../faults.ts";
import type { Library } from "../library.ts";
import type { Switchboard } from "../switchboard.ts";
import { readJson } from "./check-access.ts";

const clientsSchema = z.strictObject({
  number: z.string().regex(/^\d{11}$/),
  scripts: z.array(clientScriptSchema).min(1),
});
const bindingSchema = z.strictObject({ entryPoint: z.string().min(1), scenarioId: z.string().min(1) });

/** What the control API acts on. */
export interface ControlledParts {
  readonly library: Library;
  readonly switchboard: Switchboard;
  readonly faults: FaultSwitch;
}

/**
 * `/control/…`: what a person would do in the cabinet or with a telephone in the hand. Unauthenticated, never slowed, never faulty.
 *
 * `POST clients { number, scripts }`, `POST entry-points { entryPoint, scenarioId }`, `POST faults`, `GET calls` → `{ calls, pending }`.
 */
export function controlRoutes({ library, switchboard, faults }: ControlledParts): Hono {
  const routes = new Hono().basePath("/control");
  routes.get("/calls", (context) => context.json({ calls: switchboard.calls(), pending: switchboard.pending() }));
  routes.post("/clients", (context) =>
    obey(context, clientsSchema, ({ number, scripts }) => switchboard.setClients(number, scripts)),
  );
  routes.post("/entry-points", (context) => obey(context, bindingSchema, (binding) => library.bind(binding)));
  routes.post("/faults", (context) => obey(context, faultsSchema, (wanted) => faults.set(wanted)));
  return routes;
}

async function obey<Order>(context: Context, schema: z.ZodType<Order>, act: (order: Order) => void): Promise<Response> {
  const order = schema.safeParse(await readJson(context));
  if (!order.success) return context.json({ error: z.prettifyError(order.error) }, 400);
  act(order.data);
  return context.json({});
}
