import { describe, expect, it } from "vitest";
import { assertSurvived, crashTest } from "../../../src/testing/index.ts";
import { createShop, orderFlow, shopEffects } from "./order-flow.ts";

const flow = orderFlow();
const agreed = [{ afterMs: 60_000, event: { type: "agreed" } }];
const settings = {
  input: { order: "8812" },
  events: agreed,
  effects: () => shopEffects(createShop()),
  deathsPerPoint: 3,
};

describe("crashTest", () => {
  it("finds nothing in a flow whose effects can be looked up", async () => {
    const report = await crashTest(flow, settings);
    assertSurvived(report);
    expect(report.expected).toEqual({ status: "ended", outcome: "paid", effects: 3 });
    expect(report.parked).toEqual([]);
    expect(report.worlds).toBeGreaterThan(30);
    expect(report.deathsAt["effect:looked-up"]).toBeGreaterThan(0);
  });

  it("fires a timer late, and once, when the process was away meanwhile", async () => {
    const report = await crashTest(flow, { ...settings, events: [], restartAfterMs: 2 * 3_600_000 });
    assertSurvived(report);
    expect(report.expected.outcome).toBe("given-up");
  });

  it("lists the worlds in which a person is asked, for an effect that cannot be looked up", async () => {
    const effects = () => shopEffects(createShop(), { reconcile: async () => ({ found: false, proof: false }) });
    const report = await crashTest(flow, { ...settings, effects });
    assertSurvived(report);
    expect(report.parked.length).toBeGreaterThan(0);
    expect(report.parked.every(({ parkedAt }) => parkedAt !== null)).toBe(true);
  });

  it("catches a look-up that takes what happened for what did not", async () => {
    const effects = () => shopEffects(createShop(), { reconcile: async () => ({ found: false, proof: true }) });
    const report = await crashTest(flow, { ...settings, effects });
    expect(report.failures.length).toBeGreaterThan(0);
    expect(() => assertSurvived(report)).toThrow(/shop\.charge .* was carried out 2 times/);
  });

  it("plays again the one world that a report names", async () => {
    const effects = () => shopEffects(createShop(), { reconcile: async () => ({ found: false, proof: true }) });
    const [failure] = (await crashTest(flow, { ...settings, effects })).failures;
    const again = await crashTest(flow, { ...settings, effects, deaths: failure?.deaths ?? [] });
    expect(again.worlds).toBe(1);
    expect(again.failures).toEqual([failure]);
  });

  it("refuses a flow that does not get through without faults", async () => {
    const strange = { ...settings, input: { order: 1 } as never };
    await expect(crashTest(flow, strange)).rejects.toThrow(/Without faults/);
  });
});
