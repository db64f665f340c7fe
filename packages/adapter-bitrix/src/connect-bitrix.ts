import { createHttpClient, createLeakyBucket } from "@callwright/core/adapter-kit";
import type { AccountId, AdapterHost, ConnectedAdapter } from "@callwright/core/ports";
import type { CheckedSettings } from "./bitrix-settings.ts";
import { crmCapabilities } from "./capabilities.ts";
import { openConnections } from "./connection.ts";
import { createCrmPort } from "./crm/crm-port.ts";
import { createRoutes } from "./events/routes.ts";
import { createRestClient, type RestClient } from "./rest/rest-client.ts";
import { createTurns } from "./rest/turns.ts";
import { createCallLogPort } from "./telephony/call-log-port.ts";
import { trustHosts } from "./trusted-hosts.ts";

/** Puts the adapter to work for an engine. */
export function connectBitrix(settings: CheckedSettings, host: AdapterHost): ConnectedAdapter {
  const { clock, logger, inbox, vault, publicUrl } = host;
  const http = settings.http ?? createHttpClient({ timeoutMs: settings.timeoutMs });
  const connections = openConnections(vault);
  const hosts = trustHosts(settings.oauthHosts);
  const clients = new Map<AccountId, RestClient>();

  // One client per account: its bucket counts for all that is asked of that portal.
  const clientOf = (account: AccountId): RestClient => {
    const known = clients.get(account);
    if (known) return known;
    const bucket = settings.limits === "off" ? undefined : createLeakyBucket({ clock, ...settings.limits });
    const turns = createTurns(bucket, clock);
    const client = createRestClient({ account, settings, connections, hosts, http, turns, clock, logger });
    clients.set(account, client);
    return client;
  };

  return {
    routes: createRoutes({ settings, hosts, http, clock, connections, inbox, logger }),
    crmCapabilities,
    crm: (account) => createCrmPort({ rest: clientOf(account), connections, publicUrl }),
    callLog: (account) => createCallLogPort(clientOf(account)),
    close: async () => clients.clear(),
  };
}
