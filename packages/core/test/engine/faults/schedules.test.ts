import { describe, expect, it } from "vitest";
import { brokenEngines, catchBrokenEngine, tortureSchedules, type BrokenEngine } from "../../../src/testing/index.ts";

describe("random flows whose process dies between any two steps of the engine", () => {
  it("end as they do without deaths, and every fault point is met", { timeout: 180_000 }, async () => {
    const report = await tortureSchedules({ runs: 20, seed: 1 });
    expect(report.failures).toEqual([]);
    const missed = Object.entries(report.passes).filter(([, passes]) => passes === 0);
    expect(missed).toEqual([]);
    const deaths = Object.values(report.deathsAt).reduce((sum, count) => sum + count, 0);
    expect(deaths).toBeGreaterThan(report.runs);
    expect(report.withJumps).toBeGreaterThan(0);
  });
});

describe("a broken engine is caught", () => {
  it.each(Object.keys(brokenEngines) as BrokenEngine[])("%s", { timeout: 180_000 }, async (broken) => {
    expect(await catchBrokenEngine(broken, { seed: 1, runs: 300 })).toBeDefined();
  });
});
