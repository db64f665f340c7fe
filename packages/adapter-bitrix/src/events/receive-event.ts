import { CallwrightError, type FormTree } from "@callwright/core/adapter-kit";
import type { Inbox, LoggerPort } from "@callwright/core/ports";
import { z } from "zod";
import { adapterName, toSecret, type Connections } from "../connection.ts";
import { readFields, readForm } from "./event-form.ts";
import { eventsPath } from "./paths.ts";
import { verifyInstallation, type InstallationCheck } from "./verify-installation.ts";
import { verifySender } from "./verify-sender.ts";

/** What taking events in needs. */
export interface EventContext extends InstallationCheck {
  readonly connections: Connections;
  readonly inbox: Inbox;
  readonly logger: LoggerPort;
}

const eventSchema = z.object({ event: z.string().min(1).max(100) });

/**
 * Takes one event of the application's life in. Events that nobody needs are proven and dropped.
 *
 * Errors: `WEBHOOK_MALFORMED`, `WEBHOOK_UNKNOWN_ACCOUNT`, `WEBHOOK_NOT_AUTHENTIC`.
 */
export async function receiveEvent(context: EventContext, body: Uint8Array): Promise<void> {
  const form = readForm(body, eventsPath);
  const event = readFields(eventSchema, form, eventsPath).event.toUpperCase();
  if (event === "ONAPPINSTALL") {
    await install(context, form);
    return;
  }
  // Tokens are dead when an uninstallation is told: the application token is the only proof (read 2026-08-21).
  const { account } = await verifySender(context.connections, form, eventsPath);
  if (event === "ONAPPUNINSTALL") await context.inbox.uninstalled(account);
  else context.logger.debug({ account, event }, "An event of the portal is not needed.");
}

async function install(context: EventContext, form: FormTree): Promise<void> {
  const { connections, inbox, settings } = context;
  // An installation over an existing one needs the same proof: its claim alone must not replace tokens that work.
  const connection = await verifyInstallation(context, form);
  const known = await connections.findAccount(connection.memberId);
  const account = known ?? settings.accountId({ memberId: connection.memberId, domain: connection.domain });
  const before = await connections.find(account);
  if (before && before.memberId !== connection.memberId)
    throw new CallwrightError("WEBHOOK_NOT_AUTHENTIC", { path: eventsPath });
  const installedRobots = before?.installedRobots ?? {};
  await inbox.installed({
    adapter: adapterName,
    account,
    externalId: connection.memberId,
    secret: toSecret({ ...connection, installedRobots }),
  });
}
