import { assertCovered, coverRobot, simulateCall } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { orderCheck } from "../src/order-check.ts";

const input = { name: "Ann", total: 49.9 };

describe("the order check", () => {
  it("takes a yes", async () => {
    const call = simulateCall(orderCheck, { input });
    await call.answer();
    expect(call.heard).toEqual(["Hello Ann, you have ordered for $49.90. Shall we deliver it tomorrow?"]);
    await call.says("yes please, that would be great");
    expect(call.outcome).toBe("confirmed");
  });

  it("repeats the question, then takes a key", async () => {
    const call = simulateCall(orderCheck, { input });
    await call.answer();
    await call.says("sorry, could you say that again?");
    expect(call.heard).toHaveLength(2);
    await call.presses("2");
    expect(call.outcome).toBe("otherDay");
  });

  it("calls nobody again who does not want it", async () => {
    const call = simulateCall(orderCheck, { input });
    await call.answer();
    await call.says("no, stop calling me");
    expect(call.outcome).toBe("optedOut");
    expect(call.optedOut).toBe(true);
  });

  it("has no arc that no call can take", async () => {
    assertCovered(await coverRobot(orderCheck));
  });
});
