import type { CallReport, DialogExit } from "../../../src/calls/index.ts";
import type { RobotDefinition } from "../../../src/define/index.ts";
import { unrollRobot } from "../../../src/machine/index.ts";
import type { JobView, JournalRow, RunRow } from "../../../src/ports/index.ts";
import { virtualEngine, type VirtualEngine } from "../../../src/testing/index.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";

/** A call that an engine made, as its store holds it. */
export interface StoredCall {
  readonly run: RunRow;
  readonly rows: readonly JournalRow[];
  readonly job: JobView;
}

/** How the reports of a call reach the engine. */
export interface Delivery {
  /** In any order, some twice. */
  readonly shuffled?: boolean;
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Calls of the visit reminder with random clients, led by a hosted vendor: real journals. */
export async function makeCalls(count: number, seed: number, delivery: Delivery = {}): Promise<readonly StoredCall[]> {
  const random = seeded(seed);
  await using world = await virtualEngine({ flows: [visitReminder] });
  const calls: StoredCall[] = [];
  for (let client = 0; client < count; client += 1) calls.push(await makeCall(world, client, random, delivery));
  return calls;
}

async function makeCall(
  world: VirtualEngine,
  client: number,
  random: () => number,
  { shuffled = false }: Delivery,
): Promise<StoredCall> {
  const input = { name: `Клиент ${client}`, time: `${10 + (client % 9)}:30` };
  const call = await world.account.call(visitReminder, { input, phone: `+7916${String(1_000_000 + client)}` });
  await world.clock.settle();
  const id = `${call.id}:1`;
  const reports = randomReports(visitReminder, random);
  const sent = shuffled ? [...reports, ...reports.slice(0, 1)].sort(() => random() - 0.5) : reports;
  for (const [index, report] of sent.entries()) await world.voice.report(id, `${index}`, report);
  await world.clock.settle();
  const job = await call.status();
  return { run: await world.account.run(id), rows: await world.account.journal(id), job };
}

/** What a vendor reports about a call with a client who does anything. */
export function randomReports({ document }: RobotDefinition, random: () => number): readonly CallReport[] {
  if (random() < 0.15) return [{ type: "call.not-connected", cause: random() < 0.5 ? "busy" : "no_answer", at: 1 }];
  const graph = unrollRobot(document, { locale: "ru", keepBranches: false, inputConditionValues: {} });
  const reports: CallReport[] = [{ type: "call.answered", by: "unknown", at: 1 }];
  for (let at = graph.start; "node" in at;) {
    const { node: name } = at;
    const node = graph.nodes[name];
    if (node?.kind !== "ask" && node?.kind !== "say") break;
    const ways: readonly (readonly [DialogExit, typeof at | { readonly end: string }])[] =
      node.kind === "say"
        ? [["said", node.next]]
        : [
            ...node.answers.map((answer) => [`answer:${answer.name}`, answer.next] as const),
            ["noInput", node.noInput],
            ["noMatch", node.noMatch],
          ];
    const isGone = random() < 0.1;
    const [exit, next] = isGone
      ? (["hungUp", { end: node.hungUp }] as const)
      : (ways[Math.floor(random() * ways.length)] ?? ways[0] ?? ["said", { end: node.hungUp }]);
    reports.push({ type: "dialog.left", node: name, exit, at: reports.length + 1 });
    at = next;
  }
  return [...reports, { type: "call.ended", cause: "caller_hangup", at: reports.length + 1 }];
}
