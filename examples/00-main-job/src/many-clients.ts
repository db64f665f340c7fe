import { expectedEnding, randomClient, seededRandom, type ClientScript } from "@callwright/sandbox";
import { PortalOffice, stages } from "./portal-office.ts";
import { startServers } from "./servers.ts";

/** How many clients ended otherwise than their scripts say, and what the outcomes were. */
export interface ManyClientsResult {
  readonly clients: number;
  readonly wrong: number;
  readonly byOutcome: Readonly<Record<string, number>>;
}

interface Expected {
  readonly outcome: string;
  readonly stage: string;
  readonly attempts: number;
  readonly todos: number;
}

/** The main job with many random clients at once. What must come out is computed from the clients' scripts alone. */
export async function playManyClients(clients: number, seed: number): Promise<ManyClientsResult> {
  const random = seededRandom(seed);
  const scripts = Array.from({ length: clients }, () => [randomClient(random), randomClient(random)] as const);
  const indexOf = new Map(scripts.map((_, index) => [numberOf(index).slice(1), index]));
  const servers = await startServers({
    seed,
    clientFor: ({ number, attemptOfNumber }) =>
      scripts[indexOf.get(number) ?? -1]?.[attemptOfNumber - 1] ?? { answers: false },
  });
  try {
    const office = new PortalOffice(servers);
    await office.setUp();
    const deals: string[] = [];
    for (let index = 0; index < clients; index += 1)
      deals.push(await office.addDeal(`Клиент ${index}`, numberOf(index)));
    for (const deal of deals) await office.moveDeal(deal, stages.robot);
    await servers.clock.runAll();
    const byOutcome: Record<string, number> = {};
    let wrong = 0;
    for (const [index, deal] of deals.entries()) {
      const expected = expectedOf(scripts[index] ?? []);
      byOutcome[expected.outcome] = (byOutcome[expected.outcome] ?? 0) + 1;
      const actual = {
        stage: await office.stageOf(deal),
        attempts: (await office.callsOf(deal)).length,
        todos: (await office.todosOf(deal)).length,
      };
      const right =
        actual.stage === expected.stage && actual.attempts === expected.attempts && actual.todos === expected.todos;
      if (!right) {
        wrong += 1;
        console.error(JSON.stringify({ deal, script: scripts[index], expected, actual }));
      }
    }
    return { clients, wrong, byOutcome };
  } finally {
    await servers.close();
  }
}

function expectedOf(scripts: readonly ClientScript[]): Expected {
  let attempts = 0;
  let outcome = "noAnswer";
  for (const script of scripts) {
    attempts += 1;
    ({ outcome } = expectedEnding(script));
    if (outcome !== "noAnswer") break;
  }
  const stage = { yes: stages.yes, no: stages.no, noAnswer: stages.noAnswer }[outcome] ?? stages.robot;
  return { outcome, stage, attempts, todos: outcome === "unclear" ? 1 : 0 };
}

/** A valid Moscow mobile number per client. */
function numberOf(index: number): string {
  return `+7916${String(1_000_000 + index)}`;
}
