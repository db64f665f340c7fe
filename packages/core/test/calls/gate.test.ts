import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  askGate,
  defaultCallingWindow,
  nextOpening,
  toE164,
  zonesOfNumber,
  type GateQuestion,
} from "../../src/calls/index.ts";

const moment = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const question = (change: Partial<GateQuestion>): GateQuestion => ({
  now: moment("2026-03-04T12:00[Europe/Moscow]"),
  window: defaultCallingWindow,
  zones: ["Europe/Moscow"],
  zoneSource: "number",
  accountZone: null,
  doNotCall: false,
  consent: "notRequired",
  ...change,
});

describe("askGate", () => {
  it("lets a call go by day", () => {
    expect(askGate(question({}))).toMatchObject({
      answer: "go",
      rule: "allowed",
      inputs: { zones: ["Europe/Moscow"] },
    });
  });

  it("holds a call of 23:40 until 9:00 of the recipient's zone and says why", () => {
    const answer = askGate(
      question({ now: moment("2026-03-04T23:40[Asia/Yekaterinburg]"), zones: ["Asia/Yekaterinburg"] }),
    );
    expect(answer).toMatchObject({
      answer: "wait",
      rule: "callingWindow",
      until: moment("2026-03-05T09:00[Asia/Yekaterinburg]"),
      inputs: { window: "09:00–20:00", zoneSource: "number" },
    });
  });

  it("opens at 9:00 sharp and closes at 20:00 sharp", () => {
    expect(askGate(question({ now: moment("2026-03-04T09:00[Europe/Moscow]") })).answer).toBe("go");
    expect(askGate(question({ now: moment("2026-03-04T19:59[Europe/Moscow]") })).answer).toBe("go");
    expect(askGate(question({ now: moment("2026-03-04T20:00[Europe/Moscow]") })).answer).toBe("wait");
  });

  it("refuses for do-not-call before anything else, then for missing consent", () => {
    expect(askGate(question({ doNotCall: true, consent: "missing" }))).toMatchObject({
      answer: "refuse",
      rule: "doNotCall",
    });
    expect(askGate(question({ consent: "missing" }))).toMatchObject({ answer: "refuse", rule: "noConsent" });
    expect(askGate(question({ consent: "given" })).answer).toBe("go");
  });

  it("takes the account's zone among several, else the hours that all share, and refuses where they share none", () => {
    const several = ["Asia/Almaty", "Asia/Aqtobe"];
    expect(askGate(question({ zones: several, accountZone: "Asia/Aqtobe" })).inputs).toMatchObject({
      zones: ["Asia/Aqtobe"],
      zoneSource: "account",
    });
    const coasts = ["America/New_York", "America/Los_Angeles"];
    expect(askGate(question({ zones: coasts, now: moment("2026-03-04T08:00[America/New_York]") }))).toMatchObject({
      answer: "wait",
      until: moment("2026-03-04T12:00[America/New_York]"),
    });
    expect(
      askGate(question({ zones: ["Europe/London", "Pacific/Auckland"], window: { from: "10:00", to: "12:00" } })),
    ).toMatchObject({
      answer: "refuse",
      rule: "noCommonWindow",
    });
  });

  it("refuses a number that tells no zone: the account's own is chosen only among several", () => {
    expect(askGate(question({ zones: [], accountZone: "Europe/Kyiv" }))).toMatchObject({
      answer: "refuse",
      rule: "unknownZone",
    });
  });

  it("keeps the local hour over a change to summer time", () => {
    const opening = nextOpening(defaultCallingWindow, "Europe/Warsaw", moment("2026-03-28T23:00[Europe/Warsaw]"));
    expect(opening).toBe(moment("2026-03-29T09:00[Europe/Warsaw]"));
  });

  it("never lets a call go outside the window of any of its zones", () => {
    const zones = ["Europe/Moscow", "Asia/Yekaterinburg", "Europe/Warsaw", "America/New_York", "Asia/Kolkata"];
    fc.assert(
      fc.property(
        fc.integer({ min: moment("2026-01-01T00:00[UTC]"), max: moment("2026-12-31T00:00[UTC]") }),
        fc.subarray(zones, { minLength: 1 }),
        (now, chosen) => {
          const answer = askGate(question({ now, zones: chosen }));
          if (answer.answer === "refuse") return;
          const goes = answer.answer === "go" ? now : answer.until;
          for (const zone of chosen) {
            const { hour } = Temporal.Instant.fromEpochMilliseconds(goes).toZonedDateTimeISO(zone);
            expect(hour).toBeGreaterThanOrEqual(9);
            expect(hour).toBeLessThan(20);
          }
        },
      ),
    );
  });
});

describe("numbers", () => {
  it("knows the zones of mobile and fixed prefixes", async () => {
    expect(await zonesOfNumber("+79161234567")).toEqual(["Europe/Moscow"]);
    expect(await zonesOfNumber("+73431234567")).toEqual(["Asia/Yekaterinburg"]);
    expect((await zonesOfNumber("+77011234567")).length).toBe(2);
  });

  it("reads numbers as people write them, and refuses what is none", () => {
    expect(toE164("8 (916) 123-45-67", "RU")).toBe("+79161234567");
    expect(toE164("+48 22 123 45 67")).toBe("+48221234567");
    expect([toE164("12"), toE164("8 916 123-45-67"), toE164("hello", "RU")]).toEqual([undefined, undefined, undefined]);
  });
});
