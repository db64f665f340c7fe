import { describe, expect, it } from "vitest";
import { parseDefinition, type RobotDefinition } from "../../src/index.ts";
import { memoryStore, simulateCall, virtualEngine, type SimulatedCall } from "../../src/testing/index.ts";
import { anna, visitReminder } from "../fixtures/visit-reminder.ts";
import { seededRandom } from "../../src/machine/durability/seeded-random.ts";

/** The robot out of its stored document, with the code of the first. */
function stored(robot: RobotDefinition, change: (text: string) => string = (text) => text): RobotDefinition {
  const definition = parseDefinition(JSON.parse(change(JSON.stringify(robot.document))), robot);
  if (definition.kind !== "robot") throw new Error("a robot was stored");
  return definition;
}

type Action = (call: SimulatedCall) => Promise<void>;
const said = ["да, конечно", "нет, не приду", "не знаю", "алло", "нет, то есть да", "перезвоните завтра"];
const actions: readonly Action[] = [
  ...said.map(
    (words): Action =>
      (call) =>
        call.says(words),
  ),
  ...["1", "2", "7"].map(
    (key): Action =>
      (call) =>
        call.presses(key),
  ),
  (call) => call.silence(),
  (call) => call.notUnderstood(),
  (call) => call.hangsUp(),
];

/** One random call, the same for the same seed: what was said on both sides, and how it ended. */
async function randomCall(robot: RobotDefinition, seed: number): Promise<unknown> {
  const random = seededRandom(seed);
  const call = simulateCall(robot, { input: anna });
  if (random() < 0.1) call.hangsUpDuringNextMessage();
  await (random() < 0.1 ? call.notConnected("busy") : call.answer());
  while (call.outcome === null) await actions[Math.floor(random() * actions.length)]?.(call);
  const { transcript, outcome, data, facts } = call;
  return { transcript, outcome, data, facts };
}

describe("a robot out of its stored document", () => {
  it("runs the same 200 random calls", async () => {
    const again = stored(visitReminder);
    const outcomes = new Set<unknown>();
    for (let seed = 1; seed <= 200; seed += 1) {
      const first = await randomCall(visitReminder, seed);
      expect(await randomCall(again, seed), `seed ${seed}`).toEqual(first);
      outcomes.add((first as { readonly outcome: string }).outcome);
    }
    expect(outcomes.size).toBe(4);
  });

  it("is registered as the same version, and refused with one changed word", async () => {
    const first = memoryStore();
    await (await virtualEngine({ flows: [visitReminder], store: first })).close();
    const second = memoryStore({ takeOver: first });
    await (await virtualEngine({ flows: [stored(visitReminder)], store: second })).close();
    const changed = stored(visitReminder, (text) => text.replace("Спасибо", "Благодарим"));
    await expect(virtualEngine({ flows: [changed], store: memoryStore({ takeOver: second }) })).rejects.toMatchObject({
      code: "FLOW_CHANGED_WITHOUT_VERSION",
    });
  });
});
