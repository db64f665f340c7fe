import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot } from "../../src/index.ts";
import { memoryStore, virtualEngine } from "../../src/testing/index.ts";

/** The second version of a reminder: what was one field is two now. */
const reminder = defineRobot({
  id: "reminder",
  version: 2,
  direction: "outbound",
  locale: "ru",
  input: z.strictObject({ name: z.string(), day: z.string(), time: z.string() }),
  upgradeInput: (old) => {
    const [day = "", time = ""] = String(old["when"]).split(" ");
    return { name: String(old["name"]), day, time };
  },
  texts: { hello: "{name}, ждём вас {day} в {time}." },
  outcomes: { told: { title: "Сказано" } },
  start: "hello",
  steps: { hello: { say: "hello", next: { end: "told" } } },
  unreached: "told",
  hungUp: "told",
});

/** Its first version, which calls may still be planned with. */
const first = defineRobot({
  id: "reminder",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.strictObject({ name: z.string(), when: z.string() }),
  texts: { hello: "{name}, ждём вас {when}." },
  outcomes: { told: { title: "Сказано" } },
  start: "hello",
  steps: { hello: { say: "hello", next: { end: "told" } } },
  unreached: "told",
  hungUp: "told",
});

const old = { name: "Анна", when: "завтра 15:00" };
const spoken = { hello: "Анна, ждём вас завтра в 15:00." };

describe("a robot that was placed with an older version", () => {
  it("is called with its input upgraded", async () => {
    await using world = await virtualEngine({ flows: [reminder] });
    world.crm.addDeal("42");
    const properties = { input_name: old.name, input_when: old.when };
    await world.request({ robot: "reminder", subject: { type: "deal", id: "42" }, token: "t", properties });
    await world.clock.settle();
    expect(world.voice.launches).toEqual([expect.objectContaining({ texts: spoken })]);
  });

  it("takes the old input from code too, and says what does not fit when it cannot be upgraded", async () => {
    await using world = await virtualEngine({ flows: [reminder] });
    const phone = "+79161234567";
    await world.account.call(reminder, { input: old as never, phone });
    await world.clock.settle();
    expect(world.voice.launches).toEqual([expect.objectContaining({ texts: spoken })]);
    await expect(world.account.call(reminder, { input: [] as never, phone })).rejects.toMatchObject({
      code: "INPUT_INVALID",
    });
  });

  it("is called with its input upgraded when the call was planned with the older version", async () => {
    const stored = memoryStore();
    const before = await virtualEngine({ flows: [first], store: stored });
    const notBefore = new Date(before.clock.now() + 3_600_000);
    await before.account.call(first, { input: old, phone: "+79161234567", notBefore });
    const { clock, crm, voice } = before;
    const store = memoryStore({ takeOver: stored });
    await before.close();
    await using after = await virtualEngine({ flows: [first, reminder], clock, store, crm, voice });
    await after.clock.advance(3_600_000);
    await after.clock.settle();
    expect(voice.launches).toEqual([expect.objectContaining({ texts: spoken })]);
  });

  it("is not called, and stops with a reason, when such an input cannot be upgraded", async () => {
    const { upgradeInput: _, ...functions } = reminder.functions;
    const stored = memoryStore();
    const before = await virtualEngine({ flows: [first], store: stored });
    const notBefore = new Date(before.clock.now() + 3_600_000);
    const { id } = await before.account.call(first, { input: old, phone: "+79161234567", notBefore });
    const { clock, crm, voice } = before;
    const store = memoryStore({ takeOver: stored });
    await before.close();
    await using after = await virtualEngine({ flows: [first, { ...reminder, functions }], clock, store, crm, voice });
    await after.clock.advance(3_600_000);
    await after.clock.settle();
    expect(voice.launches).toEqual([]);
    expect(await (await after.account.findCall(id))?.result()).toMatchObject({ status: "stopped", reason: "badInput" });
  });
});
