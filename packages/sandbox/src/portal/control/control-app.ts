import { Hono } from "hono";
import type { HttpBindings } from "@hono/node-server";
import { faultKinds } from "../faults.ts";
import { installApp, uninstallApp } from "../installation.ts";
import type { PortalContext } from "../portal-context.ts";
import type { Tree } from "../rest/tree.ts";
import { administration } from "./administer.ts";
import { observations, readState } from "./observe.ts";
import { ControlError, readBody, readInteger, requireText } from "./read-body.ts";

/**
 * The control API: what a person would do in the pages of the portal, what a test wants to see, and faults.
 *
 * `POST` with a JSON object adds (stages, users, contacts, deals, robots, triggers …), `GET` reads. Errors are
 * `{ error }` with 400 or 404.
 */
export function createControlApp(portal: PortalContext): Hono<{ Bindings: Partial<HttpBindings> }> {
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>();
  app.onError((error, context) => {
    if (error instanceof ControlError) return context.json({ error: error.message }, error.status);
    throw error;
  });
  for (const [path, administer] of Object.entries(administration)) {
    app.post(`/${path}`, async (context) => context.json(administer(portal, await readBody(context))));
  }
  for (const [path, observe] of Object.entries(observations)) {
    app.get(`/${path}`, (context) => context.json(observe(portal)));
  }
  app.get("/state", (context) => context.json(readState(portal)));
  app.get("/recordings/:id", (context) => {
    const file = portal.state.files.get(Number(context.req.param("id")));
    if (!file) throw new ControlError(404, "There is no such recording.");
    return new Response(Buffer.from(file.bytes), { headers: { "content-type": "application/octet-stream" } });
  });
  app.post("/faults", async (context) => {
    setFaults(portal, await readBody(context));
    return context.json({ ok: true });
  });
  app.delete("/faults", (context) => {
    portal.faults.clear();
    return context.json({ ok: true });
  });
  app.post("/operating-cost", async (context) => {
    const body = await readBody(context);
    portal.limits.setCost(requireText(body, "method"), readInteger(body, "seconds", 0));
    return context.json({ ok: true });
  });
  app.post("/app", async (context) => {
    portal.state.app.handlerUrl = requireText(await readBody(context), "handlerUrl");
    return context.json({ ok: true });
  });
  app.post("/install", async (context) => {
    await installApp(portal);
    return context.json({ ok: true });
  });
  app.post("/uninstall", async (context) => {
    await uninstallApp(portal, (await readBody(context))["clean"] === true);
    return context.json({ ok: true });
  });
  app.post("/expire-tokens", (context) => {
    const now = portal.clock.now();
    for (const [token, grant] of portal.state.accessTokens) {
      portal.state.accessTokens.set(token, { ...grant, expiresAt: Math.min(grant.expiresAt, now) });
    }
    return context.json({ ok: true });
  });
  return app;
}

function setFaults(portal: PortalContext, body: Tree): void {
  if (typeof body["down"] === "boolean") {
    portal.faults.down = body["down"];
    if (body["kind"] === undefined) return;
  }
  const kind = faultKinds.find((known) => known === body["kind"]);
  if (!kind) throw new ControlError(400, `"kind" must be one of ${faultKinds.join(", ")}.`);
  portal.faults.add(requireText(body, "method"), kind, readInteger(body, "times", 1));
}
