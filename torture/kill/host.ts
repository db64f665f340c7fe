import http from "node:http";
import { bitrix } from "@callwright/adapter-bitrix";
import { sqlite } from "@callwright/adapter-sqlite";
import { voicebox } from "@callwright/adapter-voicebox";
import { createEngine, outcomeRules, systemClock, toNodeHandler } from "@callwright/core";
import { visitReminder } from "../../examples/00-main-job/src/visit-reminder.ts";
import { accountId, app, credentials, retryDelayMs, scenario, timings, type HostSettings } from "./host-settings.ts";

// The host application, a process of its own: it is killed at random instants and started again on the same store.
const settings = JSON.parse(process.env["TORTURE_HOST"] ?? "{}") as HostSettings;

const engine = createEngine({
  publicUrl: `http://127.0.0.1:${settings.port}`,
  clock: systemClock(settings.clockOffsetMs),
  timeZone: "Europe/Moscow",
  store: sqlite({ path: settings.storePath, key: settings.storeKey }),
  adapters: [
    bitrix({ app, oauthHosts: [settings.portalHost], accountId: () => accountId, limits: "off" }),
    voicebox({
      launchUrl: settings.voiceBoxUrl,
      manageUrl: settings.voiceBoxUrl,
      user: credentials.user,
      password: credentials.password,
      token: credentials.bearer,
      customerId: credentials.customerId,
      secret: settings.reportSecret,
      scenarios: { "visit-reminder": scenario },
      capabilities: { lookup: settings.lookup, recordingPush: true },
    }),
  ],
  flows: [visitReminder],
  rules: [
    outcomeRules(visitReminder, {
      yes: {},
      no: {},
      noAnswer: { retry: [{ afterMs: retryDelayMs }] },
      unclear: { trigger: false, todo: "Ответ клиента не распознан: перезвоните" },
    }),
  ],
  gate: { consent: "notRequired" },
  timings,
  logger: silent(),
  ...(settings.variant && { development: { interruptedEffects: settings.variant } }),
});

const server = http.createServer(toNodeHandler(engine));
await engine.ready();
await new Promise<void>((resolve) => server.listen(settings.port, "127.0.0.1", resolve));
process.send?.("ready");

process.on("message", (message) => {
  void obey(String(message));
});

async function obey(message: string): Promise<void> {
  if (message === "install") {
    await engine.account(accountId).install();
    process.send?.("installed");
  }
  if (message === "stop") {
    server.close();
    server.closeAllConnections();
    await engine.close();
    process.exit(0);
  }
}

function silent() {
  const drop = () => undefined;
  return { debug: drop, info: drop, warn: drop, error: drop };
}
