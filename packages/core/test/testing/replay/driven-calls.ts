import { z } from "zod";
import type { EffectDefinition, RobotDefinition } from "../../../src/define/index.ts";
import {
  driveRobot,
  toDriveTexts,
  unrollRobot,
  type ConverseReply,
  type ConverseRequest,
  type Flow,
  type VoiceTurn,
  type VoiceTurnResult,
} from "../../../src/machine/index.ts";
import type { Json } from "../../../src/ports/index.ts";
import { virtualEngine, type VirtualClock } from "../../../src/testing/index.ts";
import type { StoredCall } from "./hosted-calls.ts";
import { seeded } from "./hosted-calls.ts";

/** What a driven call is made with. */
export interface DrivenCalls {
  readonly input: (client: number) => Json;
  readonly locale: string;
  /** Values that clients say, by slot; the same for every node that collects it. */
  readonly values: Readonly<Record<string, readonly Json[]>>;
  /** The client's own words, in passages that a language model leads. */
  readonly words: (client: number) => string;
}

/** Random calls of a robot that we drive ourselves: real journals, without a telephone. */
export async function makeDrivenCalls(
  robot: RobotDefinition,
  count: number,
  seed: number,
  calls: DrivenCalls,
): Promise<readonly Omit<StoredCall, "job">[]> {
  const random = seeded(seed);
  const flow: Flow = driveRobot(robot);
  const clocks: VirtualClock[] = [];
  const performed = flow.effects.map((type) => toEffect(type, robot, random, calls, () => clocks[0]));
  await using world = await virtualEngine({ flows: [flow], effects: performed.filter(({ type }) => !isBuiltIn(type)) });
  clocks.push(world.clock);
  const made: Omit<StoredCall, "job">[] = [];
  for (let client = 0; client < count; client += 1) {
    const input = calls.input(client);
    const texts = toDriveTexts(robot, { locale: calls.locale, input }) as unknown as Json;
    const run = await world.account.start(flow, { input: { input, texts, locale: calls.locale } });
    await world.clock.settle();
    if (random() < 0.1) await run.send({ type: "call.not-connected", cause: "busy", at: 1 });
    else await run.send({ type: "call.answered", by: "human", at: 1 });
    if (random() < 0.04) await run.send({ type: "call.ended", cause: "caller_hangup", at: 2 });
    await world.clock.advance(3_600_000);
    made.push({ run: await world.account.run(run.id), rows: await world.account.journal(run.id) });
  }
  return made;
}

/** Effects that the engine brings itself; without a CRM item they fail. */
function isBuiltIn(type: string): boolean {
  return type.startsWith("crm.");
}

function toEffect(
  type: string,
  robot: RobotDefinition,
  random: () => number,
  calls: DrivenCalls,
  clock: () => VirtualClock | undefined,
): EffectDefinition {
  const own = robot.functions.effects[type];
  const perform = async (input: unknown): Promise<unknown> => {
    if (type === "voice.turn") return randomTurn(input as VoiceTurn, robot, random, calls);
    if (type === "voice.transfer")
      return { kind: oneOf(["connected", "busy", "noAnswer", "failed", "hungUp"], random) };
    if (type === "model.converse") return randomReply(input as ConverseRequest, random, calls);
    if (random() < 0.3) await clock()?.sleep(60_000);
    if (random() < 0.2) throw new Error("the other side is down");
    return { id: Math.floor(random() * 9), free: true };
  };
  return {
    kind: "effect",
    type,
    input: own?.input ?? z.unknown(),
    output: own?.output ?? z.unknown(),
    timeoutMs: 120_000,
    repeat: "idempotent",
    retryDelaysMs: [],
    onFailure: "tell",
    perform,
  };
}

function randomTurn(
  { node, listen }: VoiceTurn,
  { document }: RobotDefinition,
  random: () => number,
  calls: DrivenCalls,
): VoiceTurnResult {
  if (random() < 0.03) return { kind: "hungUp" };
  if (listen === null) return { kind: "said" };
  const graph = unrollRobot(document, { locale: calls.locale, keepBranches: true });
  const asked = graph.nodes[node];
  const slot = asked?.kind === "ask" ? asked.collect?.slot : undefined;
  const confidence = random() < 0.5 ? {} : { confidence: Math.round(random() * 100) / 100 };
  const ways: readonly VoiceTurnResult[] = [
    { kind: "noInput" },
    { kind: "noMatch" },
    ...listen.answers.map((answer) => ({ kind: "answer" as const, answer, ...confidence })),
    ...(slot === undefined
      ? []
      : (calls.values[slot] ?? []).map((value) => ({ kind: "value" as const, value, ...confidence }))),
    ...(listen.free ? [{ kind: "heard" as const, words: calls.words(Math.floor(random() * 1e6)) }] : []),
  ];
  // Most clients go along, so that calls come far.
  const helpful = ways.filter(
    (way) => way.kind === "value" || way.kind === "heard" || (way.kind === "answer" && way.answer === "yes"),
  );
  return oneOf(helpful.length > 0 && random() < 0.7 ? helpful : ways, random);
}

function randomReply(
  { passage, slots }: ConverseRequest,
  random: () => number,
  { values }: DrivenCalls,
): ConverseReply {
  const said = passage.filter(({ speaker }) => speaker === "client").at(-1)?.text ?? "";
  const quote = said.split(" ").slice(0, 2).join(" ");
  const fills = Object.keys(slots).map((slot) => ({ slot, value: oneOf(values[slot] ?? [null], random), quote }));
  const nothing: ConverseReply = { say: null, fills: random() < 0.5 ? fills : [], act: null, exit: null, cost: 0.01 };
  const choice = random();
  if (choice < 0.15) return { ...nothing, exit: "done" };
  if (choice < 0.2) return { ...nothing, exit: "gaveUp" };
  if (choice < 0.3) return { ...nothing, act: { effect: "crm.readField", input: { field: "TITLE" } } };
  return { ...nothing, say: `Понял: ${quote}. Что ещё?` };
}

function oneOf<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
