import { expect, it } from "vitest";
import { readParked } from "../../src/index.ts";
import { memoryStore, virtualEngine } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

it("tells a run whose effect is damaged without the effect's type", async () => {
  const store = memoryStore();
  await using world = await virtualEngine({ flows: [visitReminder], rules: [visitRules], store });
  world.voice.behaviour = "rejected";
  await world.account.call(visitReminder, { input: anna, phone: "+79161234567" });
  await world.clock.settle();
  const parked = await readParked(store, {});
  expect(parked).toMatchObject([{ code: "VOICE_REJECTED", effect: "voice.launch" }]);
  const [run] = store.dump("runs").filter(({ status }) => status === "parked");
  store.damage("effects", run?.parked?.effect ?? "");
  expect(await readParked(store, {})).toEqual(parked.map((one) => ({ ...one, effect: null })));
});
