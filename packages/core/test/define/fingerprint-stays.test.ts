import { describe, expect, it } from "vitest";
import { defineRobot } from "../../src/define/index.ts";
import { visitReminder as fixture } from "../fixtures/visit-reminder.ts";
import { visitReminder } from "./good-robots.ts";
import { plainRobot } from "./plain-robot.ts";

/** Fingerprints of robots that were in service before slots, effects and dialogs came. Runs are pinned to them. */
describe("the fingerprint of a robot that uses nothing new", () => {
  it("stays what it was", () => {
    const visits = "ff731b4da6469bda96faff121a1b823e5df9ccf7ae72c759e3b3ec27ddc75d0b";
    expect(visitReminder.fingerprint).toBe(visits);
    expect(fixture.fingerprint).toBe(visits);
    expect(defineRobot(plainRobot() as never).fingerprint).toBe(
      "fc9f7e582f7ac422ad4e3df893ffd96aa589353e153ea38e1e0d8256d0b1fe04",
    );
  });
});
