import { expect, it } from "vitest";
import { createVirtualClock, FakeCrm, virtualEngine } from "../../src/testing/index.ts";
import { visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const waitMs = 30_000;

it("notes a trigger as started only once the CRM's rate limit lets it go", async () => {
  const clock = createVirtualClock();
  const crm = new (class extends FakeCrm {
    async waitTurn(): Promise<void> {
      await clock.sleep(waitMs);
    }
  })();
  await using world = await virtualEngine({ flows: [visitReminder], rules: [visitRules], clock, crm });
  const deal = crm.addDeal("42");
  const input = { name: "Анна", time: "15:00" };
  const call = await world.account.call(visitReminder, { input, subject: deal, phone: "+79161234567" });
  await clock.settle();
  const run = world.voice.launches[0]?.run ?? "";
  await world.voice.answers(run);
  await world.voice.leaves(run, "ask", "answer:yes");
  await world.voice.leaves(run, "thank", "said");
  const stateOfTrigger = async () => {
    const rows = await world.store.find("effects", { where: { run: `${call.id}:end` } });
    return rows.filter(({ type }) => type === "crm.fireTrigger").map(({ state }) => state);
  };

  const endsAt = clock.now() + waitMs;
  await clock.advance(waitMs - 1_000);
  expect(await stateOfTrigger()).toEqual(["pending"]);
  expect(crm.triggersFired).toEqual([]);
  await clock.runAll();
  expect(crm.triggersFired).toEqual([{ code: "visit-reminder.yes", subject: deal }]);
  expect(clock.now()).toBeGreaterThanOrEqual(endsAt);
  expect(await stateOfTrigger()).toEqual(["done"]);
});
