import { describe, expect, it } from "vitest";
import { createEngine } from "../../src/index.ts";
import type { Adapter, Inbox } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore, virtualEngine } from "../../src/testing/index.ts";
import { anna, visitReminder } from "../fixtures/visit-reminder.ts";

describe("an engine that lacks a part", () => {
  it("names the port that no adapter gives, and for what it is needed", async () => {
    let inbox: Inbox | undefined;
    const adapter: Adapter = {
      name: "bare",
      contract: 1,
      connect: (host) => {
        inbox = host.inbox;
        return { close: async () => undefined };
      },
    };
    const settings = { publicUrl: "http://127.0.0.1", store: memoryStore(), clock: createVirtualClock() };
    const engine = createEngine({
      ...settings,
      adapters: [adapter],
      flows: [visitReminder],
      gate: { consent: "notRequired" },
    });
    await engine.ready();
    await inbox?.installed({ adapter: "bare", account: "test", externalId: "test", secret: "" });
    await expect(engine.account("test").plan()).rejects.toMatchObject({
      code: "PORT_MISSING",
      details: { port: "crm" },
    });
    await engine.close();
  });

  it("names a call whose job is no longer in the store", async () => {
    await using made = await virtualEngine({ flows: [visitReminder] });
    const call = await made.account.call(visitReminder, { input: anna, phone: "+79161234567" });
    await made.clock.settle();
    await made.store.commit([[{ op: "delete", table: "jobs", id: call.id }]]);
    await expect(call.status()).rejects.toMatchObject({ code: "JOB_UNKNOWN", details: { job: call.id } });
    await expect(call.cancel()).rejects.toMatchObject({ code: "JOB_UNKNOWN" });
  });
});
