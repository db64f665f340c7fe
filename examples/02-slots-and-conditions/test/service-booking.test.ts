import { assertCovered, coverRobot, simulateCall } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { serviceBooking } from "../src/service-booking.ts";

const settings = { input: { name: "Anna", vip: false }, now: "2026-11-27T14:05" };

describe("the service booking", () => {
  it("collects a day, reads it back and takes a correction", async () => {
    const call = simulateCall(serviceBooking, settings);
    await call.answer();
    await call.says("tak, proszę");
    await call.says("jutro");
    expect(call.heard.at(-1)).toBe("28 listopada, zgadza się?");
    await call.says("nie, pojutrze");
    expect(call.heard.at(-1)).toBe("29 listopada, zgadza się?");
    await call.says("tak");
    await call.says("sto dwadzieścia tysięcy");
    expect(call.outcome).toBe("booked");
    expect(call.data).toEqual({ day: "2026-11-29", distance: 120_000 });
  });

  it("speaks the client's language", async () => {
    const call = simulateCall(serviceBooking, { ...settings, locale: "uk" });
    await call.answer();
    await call.says("так, звісно");
    await call.says("у понеділок");
    expect(call.heard.at(-1)).toBe("30 листопада, правильно?");
  });

  it("asks a person for a car that has gone far", async () => {
    const call = simulateCall(serviceBooking, settings);
    await call.answer();
    await call.means("yes");
    await call.means({ value: "2026-12-01" });
    await call.means("yes");
    await call.means({ value: 250_000 });
    expect(call.outcome).toBe("manager");
  });

  it("has no arc that no call can take", async () => {
    assertCovered(await coverRobot(serviceBooking, { values: { distance: [100_000, 250_000] } }));
  });
});
