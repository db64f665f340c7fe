import { z } from "zod";
import { eventsPath } from "../events/paths.ts";
import { listOf } from "../rest/parse-result.ts";
import type { InstallationContext } from "./installation-context.ts";

/** Installations come by themselves, all other events only to handlers that were bound (read 2026-08-21). */
const neededEvent = "ONAPPUNINSTALL";

const bindingsSchema = listOf(z.looseObject({ event: z.string(), handler: z.string() }));

/**
 * Makes sure that the end of an installation is told to us. What a second binding gives is not documented, so it is
 * looked up first.
 */
export async function bindEvents({ rest, publicUrl }: InstallationContext): Promise<void> {
  const handler = publicUrl + eventsPath;
  const bindings = await rest.call("event.get", {}, bindingsSchema);
  const isBound = bindings.some(
    (binding) => binding.event.toUpperCase() === neededEvent && binding.handler === handler,
  );
  if (!isBound) await rest.call("event.bind", { event: neededEvent, handler }, z.unknown());
}
