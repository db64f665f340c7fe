import { assertCovered, coverRobot, simulateCall } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { courier } from "../src/courier.ts";

describe("the courier", () => {
  it("uses one dialog twice, each time with slots of its own", async () => {
    const call = simulateCall(courier, { input: { city: "Львів" } });
    await call.answer();
    expect(call.heard.at(-1)).toBe("Яка вулиця у місті Львів?");
    await call.says("Зелена");
    expect(call.heard.at(-1)).toBe("Який номер будинку на вулиці Зелена?");
    await call.says("дванадцять");
    await call.says("Городоцька");
    await call.says("сім");
    expect(call.outcome).toBe("ordered");
    expect(call.data).toEqual({ from: "Зелена", to: "Городоцька" });
    expect(call.slots).toMatchObject({ house: "7" });
  });

  it("leaves a dialog by its other exit", async () => {
    const call = simulateCall(courier, { input: { city: "Львів" } });
    await call.answer();
    await call.silence();
    await call.silence();
    expect(call.outcome).toBe("dispatcher");
  });

  it("has no arc that no call can take", async () => {
    assertCovered(await coverRobot(courier));
  });
});
