import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Context } from "hono";
import { createControlApp } from "./control/control-app.ts";
import { handleServerAppInfo, handleTokenRequest } from "./oauth.ts";
import type { PortalContext } from "./portal-context.ts";
import type { MethodTable } from "./rest/execute-method.ts";
import { handleRest, proxyPage } from "./rest/handle-rest.ts";
import type { Reply } from "./rest/handle-rest.ts";
import { handleFile, handleUpload } from "./uploads.ts";

/** What the node server gives with a request; a request made in memory has nothing of it. */
export type PortalEnv = { Bindings: NodeParts };

type NodeParts = Partial<HttpBindings>;

/** Everything the portal serves: REST, OAuth, uploads, files and the control API. */
export function createPortalApp(portal: PortalContext, methods: MethodTable): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.onError((error) => {
    throw error;
  });
  app.use("*", async (context, next) => {
    const release = portal.clock.hold();
    try {
      const isControl = context.req.path.startsWith("/control/");
      const isDown = (): boolean => portal.faults.down && !isControl;
      if (!isDown()) await next();
      // It may have gone down while the answer was withheld.
      if (isDown()) context.res = reset(context.env);
    } finally {
      release();
    }
  });
  app.all("/rest/*", async (context) =>
    toResponse(context, await handleRest(portal, methods, context.req.raw, sourceOf(context.env))),
  );
  for (const path of ["/oauth/token", "/oauth/token/", "/oauth/oauth/token", "/oauth/oauth/token/"]) {
    app.all(path, (context) =>
      disturbed(portal, context, "oauth.token", () => handleTokenRequest(portal, context.req.raw)),
    );
  }
  for (const path of ["/oauth/rest/app.info", "/oauth/rest/app.info.json"]) {
    app.all(path, (context) =>
      disturbed(portal, context, "oauth.app.info", () => handleServerAppInfo(portal, context.req.raw)),
    );
  }
  app.post("/upload/:token", (context) =>
    disturbed(portal, context, "upload", () => handleUpload(portal, context.req.raw, context.req.param("token"))),
  );
  app.get("/files/:id", (context) => handleFile(portal, Number(context.req.param("id")), context.req.query("token")));
  app.route("/control", createControlApp(portal));
  return app;
}

/** The same faults and the same withheld answer as those of REST, for what stands beside it. */
async function disturbed(
  portal: PortalContext,
  context: Context<PortalEnv>,
  name: string,
  serve: () => Promise<Response>,
): Promise<Response> {
  const fault = portal.faults.take(name);
  if (fault === "reset") return reset(context.env);
  if (fault === "html-502") return proxyPage();
  if (fault === "503") return Response.json({ error: "INTERNAL_SERVER_ERROR" }, { status: 503 });
  const response = await serve();
  const latencyMs = portal.latencyMs();
  if (latencyMs > 0) await portal.clock.sleep(latencyMs, 2);
  if (fault === "reset-after-apply") return reset(context.env);
  return fault === "html-502-after-apply" ? proxyPage() : response;
}

function toResponse(context: Context<PortalEnv>, reply: Reply): Response {
  return reply.kind === "reset" ? reset(context.env) : reply.response;
}

/** Cuts the connection. In memory there is none: the request fails as `fetch` would. */
function reset(node: NodeParts | undefined): Response {
  const socket = node?.incoming?.socket;
  if (!socket) throw new TypeError("fetch failed: the portal cut the connection");
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function sourceOf(node: NodeParts | undefined): string {
  return node?.incoming?.socket.remoteAddress ?? "memory";
}
