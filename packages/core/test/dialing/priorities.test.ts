import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const minute = 60_000;

const world = (settings: Partial<VirtualEngineSettings> = {}) =>
  virtualEngine({ flows: [visitReminder], rules: [visitRules], ...settings });

/** Plans one call for each priority, in this order, all due in a minute. */
async function plan({ account, clock, crm }: VirtualEngine, priorities: readonly number[]): Promise<void> {
  const notBefore = new Date(clock.now() + minute);
  for (const [index, priority] of priorities.entries()) {
    const subject = crm.addDeal(String(index));
    // With its zone: looking one up takes real time, of which no order is asserted.
    const settings = { input: anna, subject, notBefore, priority, timeZone: "Europe/Moscow" };
    await account.call(visitReminder, { ...settings, idempotencyKey: String(index) });
  }
}

/** Numbers of the calls in the order of their launches: the fake CRM's phone numbers do not tell, so the jobs do. */
async function launched({ store, voice }: VirtualEngine): Promise<readonly number[]> {
  const jobs = await store.find("jobs", { limit: 10_000 });
  const place = new Map(jobs.map(({ id, subject }) => [id, Number(subject?.id)]));
  return voice.launches.map(({ run }) => place.get(run.split(":")[0] ?? "") ?? -1);
}

const byPriority = (priorities: readonly number[]) =>
  priorities.map((_, index) => index).sort((one, two) => (priorities[two] ?? 0) - (priorities[one] ?? 0) || one - two);

describe("of calls that are due together", () => {
  it("those with a higher priority are launched first", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: -5, max: 100 }), { minLength: 1, maxLength: 12 }),
        async (given) => {
          await using made = await world();
          await plan(made, given);
          await made.clock.advance(minute);
          await made.clock.settle();
          expect(await launched(made)).toEqual(byPriority(given));
        },
      ),
      { numRuns: 15 },
    );
  });

  it("those with the same priority all go, also when there are more than are taken up at once", async () => {
    await using made = await world();
    await plan(
      made,
      Array.from({ length: 120 }, (_, index) => (index === 119 ? 1 : 0)),
    );
    await made.clock.advance(minute);
    await made.clock.settle();
    const order = await launched(made);
    expect(order[0]).toBe(119);
    expect(new Set(order).size).toBe(120);
  });
});

describe("of calls that wait for a line", () => {
  it("the one with the highest priority gets it", async () => {
    await using made = await world({ limits: { fake: { concurrent: 1 } } });
    await plan(made, [0, 5, 3]);
    await made.clock.advance(minute);
    await made.clock.settle();
    expect(await launched(made)).toEqual([1, 2, 0]);
  });
});

describe("a priority", () => {
  it("is kept with the job, 0 by default, and must be a whole number", async () => {
    await using made = await world();
    const subject = made.crm.addDeal("42");
    const plain = await made.account.call(visitReminder, { input: anna, subject });
    const urgent = await made.account.call(visitReminder, { input: anna, subject, priority: 7 });
    expect([(await plain.status()).priority, (await urgent.status()).priority]).toEqual([0, 7]);
    const odd = made.account.call(visitReminder, { input: anna, subject, priority: 1.5 });
    await expect(odd).rejects.toMatchObject({
      code: "INPUT_INVALID",
      message: expect.stringContaining("priority") as string,
    });
  });
});
