import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot, parseInput, readInputOf, type RobotDefinition } from "../../src/define/index.ts";
import { isCallwrightError } from "../../src/errors/index.ts";
import { visitReminder } from "./good-robots.ts";
import { plainRobot } from "./plain-robot.ts";

function upgrading(upgradeInput: unknown): RobotDefinition {
  const input = z.object({ name: z.string(), vip: z.boolean(), floor: z.int().default(1) });
  return defineRobot({ ...plainRobot(), input, upgradeInput } as never);
}

function refusalOf(robot: RobotDefinition, given: unknown): unknown {
  try {
    return parseInput(robot, given);
  } catch (error) {
    return isCallwrightError(error) ? { code: error.code, ...error.details } : error;
  }
}

describe("parseInput", () => {
  it("gives the input with its defaults", () => {
    expect(parseInput(upgrading(undefined), { name: "Анна", vip: true })).toEqual({
      name: "Анна",
      vip: true,
      floor: 1,
    });
  });

  it("names every problem, with its place", () => {
    const refused = refusalOf(visitReminder, { name: 5 });
    expect(refused).toMatchObject({ code: "INPUT_INVALID", flow: "visit-reminder" });
    expect((refused as { problems: readonly string[] }).problems.map((problem) => problem.split(":")[0])).toEqual([
      "name",
      "time",
    ]);
    expect(refusalOf(visitReminder as RobotDefinition, null)).toMatchObject({
      problems: [expect.stringMatching(/^input: /)],
    });
  });

  it("upgrades what an older version was given, and fills defaults in", () => {
    const robot = upgrading((old: { client?: string }) => ({ name: old.client, vip: false }));
    expect(parseInput(robot, { client: "Анна" })).toEqual({ name: "Анна", vip: false, floor: 1 });
  });

  it("does not upgrade what fits already", () => {
    const robot = upgrading(() => ({ name: "другой", vip: false }));
    expect(parseInput(robot, { name: "Анна", vip: true })).toMatchObject({ name: "Анна" });
  });

  it("tells the problems of what was given when the upgrade does not help", () => {
    const expected = { code: "INPUT_INVALID", problems: [expect.stringMatching(/^vip: /)] };
    const useless = [
      () => ({}),
      () => undefined,
      () => {
        throw new Error("no");
      },
    ];
    for (const upgrade of useless) expect(refusalOf(upgrading(upgrade), { name: "Анна" })).toMatchObject(expected);
    for (const given of [null, [], "x"])
      expect(
        readInputOf(
          upgrading(() => ({})),
          given,
        ).ok,
      ).toBe(false);
  });

  it("has no part in the fingerprint, which is about runs under way", () => {
    expect(upgrading(() => ({})).fingerprint).toBe(upgrading(undefined).fingerprint);
  });
});
