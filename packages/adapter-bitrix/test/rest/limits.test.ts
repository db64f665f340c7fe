import { describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";
import { fakeClock } from "../support/fake-host.ts";

const deal = { type: "deal", id: "42" } as const;

describe("limits", () => {
  it("space the requests to one portal", async () => {
    const clock = fakeClock();
    const start = clock.now();
    const times: number[] = [];
    const { crm } = connected(
      () => {
        times.push(clock.now() - start);
        return { json: { result: {} } };
      },
      { clock, settings: { limits: { capacity: 2, drainPerSecond: 2 } } },
    );
    for (let n = 0; n < 4; n += 1) await crm.moveItem(deal, "WON");
    expect(times).toEqual([0, 0, 500, 1000]);
  });

  it("give each account a bucket of its own", async () => {
    const clock = fakeClock();
    const start = clock.now();
    const made = connected(() => ({ json: { result: {} } }), {
      clock,
      settings: { limits: { capacity: 1, drainPerSecond: 1 } },
    });
    made.secrets.set("other", made.secrets.get("shop") ?? "");
    await made.crm.moveItem(deal, "WON");
    await made.adapter.crm?.("other").moveItem(deal, "WON");
    expect(clock.now() - start).toBe(0);
    await made.adapter.crm?.("shop").moveItem(deal, "WON");
    expect(clock.now() - start).toBe(1000);
  });

  it("lets a request that waited for its turn go without waiting again", async () => {
    const clock = fakeClock();
    const start = clock.now();
    const times: [string, number][] = [];
    const { crm } = connected(
      ({ operation }) => {
        times.push([operation, clock.now() - start]);
        return { json: { result: {} } };
      },
      { clock, settings: { limits: { capacity: 1, drainPerSecond: 1 } } },
    );
    await crm.moveItem(deal, "WON");
    await crm.waitTurn?.();
    expect(clock.now() - start).toBe(1000);
    await crm.fireTrigger("yes", deal);
    await crm.fireTrigger("yes", deal);
    expect(times.slice(1)).toEqual([
      ["crm.automation.trigger.execute", 1000],
      ["crm.automation.trigger.execute", 2000],
    ]);
  });

  it("gives up a turn that was not used for long", async () => {
    const clock = fakeClock();
    const times: number[] = [];
    const { crm } = connected(
      () => {
        times.push(clock.now());
        return { json: { result: {} } };
      },
      { clock, settings: { limits: { capacity: 1, drainPerSecond: 1 } } },
    );
    await crm.waitTurn?.();
    clock.pass(60_000);
    await crm.moveItem(deal, "WON");
    const moved = clock.now();
    await crm.fireTrigger("yes", deal);
    expect(times).toEqual([moved, moved + 1000]);
  });
});
