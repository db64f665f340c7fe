import { coverHearing, simulateCall } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { licencePlate } from "../src/licence-plate.ts";
import { parking } from "../src/parking.ts";

const facts = { now: "2026-11-27T14:05", country: "RU" };

describe("the parking", () => {
  it("hears a licence plate", async () => {
    const call = simulateCall(parking, { input: {} });
    await call.answer();
    await call.says("да, пожалуйста");
    await call.says("а один два три вэ эс");
    await call.says("верно");
    expect(call.outcome).toBe("extended");
    expect(call.heard.at(-1)).toBe("Стоянка для А123ВС продлена.");
  });

  it("knows what a plate is not", () => {
    expect(licencePlate.read("не помню", "ru", facts)).toBeUndefined();
    expect(licencePlate.read("М005ТХ", "ru", facts)?.value).toBe("М005ТХ");
  });

  it("is heard rightly", () => {
    const report = coverHearing(parking, [
      { step: "ask", says: "да, продлите", means: "yes" },
      { step: "ask", says: "нет, спасибо", means: "no" },
      { step: "ask", says: "это безобразие, сколько можно ждать", means: "angry" },
      { step: "ask", says: "а какая цена", means: null },
    ]);
    expect(report.wrong).toEqual([]);
  });
});
