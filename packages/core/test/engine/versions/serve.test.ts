import { describe, expect, it } from "vitest";
import { defineRobot, type RobotDefinition } from "../../../src/index.ts";
import { memoryStore, virtualEngine, type VirtualEngine } from "../../../src/testing/index.ts";
import { z } from "zod";
import { charge, order1, order2 } from "./order-flow.ts";

const note = (version: number, words: string): RobotDefinition<{ time: string }> =>
  defineRobot({
    id: "note",
    version,
    direction: "outbound",
    locale: "en",
    input: z.object({ time: z.string() }),
    texts: { words },
    outcomes: { told: { title: "Told" }, noAnswer: { title: "No answer" } },
    start: "tell",
    steps: { tell: { say: "words", hungUp: "told", next: { end: "told" } } },
    unreached: "noAnswer",
    hungUp: "told",
  });
const [note1, note2] = [note(1, "At {time}."), note(2, "Hello! At {time}.")];

const gate = { consent: "notRequired", window: { from: "00:00", to: "23:59" } } as const;

async function open(serve: Readonly<Record<string, number>> | undefined, from?: VirtualEngine): Promise<VirtualEngine> {
  const taken = from && { store: memoryStore({ takeOver: from.store as never }), clock: from.clock };
  return virtualEngine({
    flows: [note1, note2, order1, order2],
    effects: [charge],
    country: "GB",
    gate,
    ...(serve && { serve }),
    ...taken,
  });
}

async function dialed(world: VirtualEngine) {
  const call = await world.account.call(note1, { input: { time: "ten" }, phone: "+442079460001" });
  await world.clock.settle();
  const { version } = await world.account.run(`${call.id}:1`);
  return { call, version, words: world.voice.launches.at(-1)?.texts["tell"] };
}

describe("of two versions", () => {
  it("the newest serves, or the one that is named; each run goes on with its own", async () => {
    const first = await open({ note: 1, order: 1 });
    const old = await dialed(first);
    expect([old.version, old.words]).toEqual([1, "At ten."]);
    await first.close();
    const second = await open(undefined, first);
    const young = await dialed(second);
    expect([young.version, young.words]).toEqual([2, "Hello! At ten."]);
    for (const { call } of [old, young]) {
      await second.voice.answers(`${call.id}:1`);
      await second.voice.leaves(`${call.id}:1`, "tell", "said");
    }
    await second.clock.advance(60_000);
    const handles = await Promise.all([old, young].map(({ call }) => second.account.findCall(call.id)));
    for (const call of handles) expect(await call?.result()).toMatchObject({ status: "ended", outcome: "told" });
    expect((await second.account.run(`${old.call.id}:1`)).version).toBe(1);
    await second.close();
  });

  it("one that is not there cannot serve", async () => {
    await expect(open({ note: 3, other: 1 })).rejects.toMatchObject({
      code: "ENGINE_SETTINGS_INVALID",
      details: {
        problems: ['serve: "note" version 3 is not among the flows', 'serve: "other" version 1 is not among the flows'],
      },
    });
  });
});
