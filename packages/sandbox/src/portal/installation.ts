import type { PortalContext } from "./portal-context.ts";
import { deliver, toAuthBlock } from "./webhooks.ts";

/**
 * Announces the installation to the application's handler.
 *
 * @throws when the handler does not answer 2xx.
 */
export async function installApp(portal: PortalContext): Promise<void> {
  portal.state.app.installed = true;
  const data = { VERSION: "1", ACTIVE: "Y", INSTALLED: "Y", LANGUAGE_ID: "ru" };
  const status = await announce(portal, "ONAPPINSTALL", data, toAuthBlock(portal, 1, true));
  if (status === null || status < 200 || status > 299) {
    throw new Error(`The application's handler answered ONAPPINSTALL with ${status ?? "nothing"}; it must answer 2xx.`);
  }
}

/** Removes the application with its robots, triggers and bound events; its tokens are dead when the handler is told. */
export async function uninstallApp(portal: PortalContext, clean: boolean): Promise<void> {
  const { state } = portal;
  state.app.installed = false;
  state.robots.clear();
  state.triggers.clear();
  state.eventBindings.length = 0;
  const data = { LANGUAGE_ID: "ru", CLEAN: clean ? "1" : "0" };
  await announce(portal, "ONAPPUNINSTALL", data, toAuthBlock(portal, null, false));
}

function announce(
  portal: PortalContext,
  event: string,
  data: Record<string, string>,
  auth: Record<string, unknown>,
): Promise<number | null> {
  const { state, clock } = portal;
  const ts = Math.floor(clock.now() / 1000);
  return deliver(portal, "install", event, state.app.handlerUrl, { event, event_handler_id: 0, data, ts, auth });
}
