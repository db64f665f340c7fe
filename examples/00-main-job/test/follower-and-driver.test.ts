import { randomClient, seededRandom, type ClientScript, type ClientTurn } from "@callwright/sandbox";
import { simulateCall, type SimulatedCall } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { PortalOffice, stages } from "../src/portal-office.ts";
import { startServers } from "../src/servers.ts";
import { visitReminder } from "../src/visit-reminder.ts";

const clients = 50;
const numberOf = (client: number) => `+7916${String(3_000_000 + client)}`;

/** How a dialog came out, whoever led it. */
interface Ending {
  readonly outcome: string | null;
  readonly reached: string | null;
  readonly endCause: string | null;
  readonly connected: boolean;
  readonly heard: readonly string[];
}

async function drive(script: ClientScript, name: string): Promise<Ending> {
  const call = simulateCall(visitReminder, { input: { name, time: "15:00" } });
  if (!script.answers) await call.notConnected("unknown");
  else await talk(call, script);
  const { outcome, facts, heard } = call;
  const { reached, endCause, notConnected } = facts;
  return { outcome, reached, endCause, connected: notConnected === null, heard };
}

async function talk(call: SimulatedCall, script: ClientScript & { readonly answers: true }): Promise<void> {
  // The robot says one announcement at the most, after the answer: index 0.
  if (script.hangsUpDuringMessage === 0) call.hangsUpDuringNextMessage();
  await call.answer();
  for (let prompt = 0; call.outcome === null; prompt += 1) await act(call, script.turns[prompt] ?? { silent: true });
}

async function act(call: SimulatedCall, turn: ClientTurn): Promise<void> {
  if ("says" in turn) await call.says(turn.says);
  else if ("presses" in turn) await call.presses(turn.presses);
  else if ("hangsUp" in turn) await call.hangsUp();
  else await call.silence();
}

describe("one document, followed and driven", () => {
  it(`ends ${clients} random dialogs the same: outcome, facts and texts heard`, { timeout: 120_000 }, async () => {
    const random = seededRandom(2026);
    const scripts = Array.from({ length: clients }, () => randomClient(random));
    const byNumber = new Map(scripts.map((script, client) => [numberOf(client).slice(1), script]));
    const servers = await startServers({
      seed: 5,
      clientFor: ({ number }) => byNumber.get(number) ?? { answers: false },
    });
    try {
      const office = new PortalOffice(servers);
      await office.setUp();
      const deals = new Map<string, number>();
      for (let client = 0; client < clients; client += 1) {
        deals.set(await office.addDeal(`Клиент ${client}`, numberOf(client)), client);
      }
      for (const deal of deals.keys()) await office.moveDeal(deal, stages.robot);
      await servers.clock.runAll();
      const jobs = await servers.account.calls.list({ limit: 1_000 }).then(({ rows }) => rows);
      expect(jobs).toHaveLength(clients);
      for (const job of jobs) {
        const client = deals.get(job.subject?.id ?? "") ?? -1;
        const run = `${job.id}:1`;
        const row = await servers.account.run(run);
        const heard = servers.voiceBox.calls().find((call) => call.runId === run)?.heard ?? [];
        const { reached = null, endCause = null, notConnected = null } = row.facts ?? {};
        const followed: Ending = { outcome: row.outcome, reached, endCause, connected: notConnected === null, heard };
        const script = scripts[client] ?? { answers: false };
        expect({ client, script, ...followed }).toEqual({
          client,
          script,
          ...(await drive(script, `Клиент ${client}`)),
        });
      }
    } finally {
      await servers.close();
    }
  });
});
