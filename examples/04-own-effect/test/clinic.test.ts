import { assertCovered, coverRobot, simulateCall } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { clinicRobot } from "../src/clinic.ts";

const clinic = clinicRobot({
  isFree: async (day) => day !== "2026-11-28",
  book: async (_, key) => `1${key.length}`,
});
const settings = { input: { name: "Анна" }, now: "2026-11-27T14:05" };

describe("the clinic", () => {
  it("asks the calendar while the client waits, and books", async () => {
    const call = simulateCall(clinic, settings);
    await call.answer();
    await call.says("давайте в понедельник");
    expect(call.waitsFor).toBe("calendar.isFree");
    expect(call.heard.at(-1)).toBe("Минуту, смотрю расписание.");
    await call.returns("calendar.isFree", { free: true });
    await call.returns("calendar.book", { number: "17" });
    expect(call.outcome).toBe("booked");
    expect(call.data).toEqual({ day: "2026-11-30", number: "17" });
    expect(call.effects).toEqual([
      { type: "calendar.isFree", input: { day: "2026-11-30" } },
      { type: "calendar.book", input: { day: "2026-11-30" } },
    ]);
  });

  it("offers another day when the calendar is full", async () => {
    const effects = { "calendar.isFree": () => ({ free: false }) };
    const call = simulateCall(clinic, { ...settings, effects });
    await call.answer();
    await call.says("завтра");
    expect(call.heard.at(-1)).toBe("К сожалению, 28 ноября всё занято. Другой день?");
    await call.says("нет, спасибо");
    expect(call.outcome).toBe("manager");
  });

  it("hands over when the calendar does not answer in time", async () => {
    const call = simulateCall(clinic, settings);
    await call.answer();
    await call.says("завтра");
    await call.passes(10_000);
    expect(call.outcome).toBe("manager");
  });

  it("has no arc that no call can take", async () => {
    assertCovered(await coverRobot(clinic));
  });
});
