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

  it("closes the store and every other adapter when one adapter cannot be closed", async () => {
    const closed: string[] = [];
    const adapter = (name: string, close: () => Promise<void>): Adapter => ({
      name,
      contract: 1,
      connect: () => ({ close }),
    });
    const store = memoryStore();
    const { close } = store;
    store.close = async () => {
      closed.push("store");
      await close.call(store);
    };
    const engine = createEngine({
      publicUrl: "http://127.0.0.1",
      store,
      clock: createVirtualClock(),
      adapters: [
        adapter("stuck", () => Promise.reject(new Error("the vendor does not let go"))),
        adapter("other", async () => void closed.push("other")),
      ],
      flows: [],
      gate: { consent: "notRequired" },
    });
    await engine.ready();
    const first = engine.close();
    await expect(first).rejects.toThrow("the vendor does not let go");
    await expect(engine.close()).rejects.toThrow("the vendor does not let go");
    expect(closed).toEqual(["other", "store"]);
  });
});
