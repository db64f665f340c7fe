import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot, definitionWarnings, estimateCall, type RobotDefinition } from "../../src/define/index.ts";
import { survey, visitReminder } from "./good-robots.ts";
import { plainRobot } from "./plain-robot.ts";
import { addressSource, hears, plainDialog, plate, saysNew, wholeRobot } from "./support/whole-robot.ts";
import { withValue, type Plain } from "./support/with-value.ts";

function robotOf(source: unknown): RobotDefinition {
  return defineRobot(source as never);
}

function warningsOf(source: unknown, ...limits: readonly object[]): readonly string[] {
  return definitionWarnings(robotOf(source), ...limits).map(({ code, path }) => `${code} ${path}`);
}

function plainWith(path: string, value: unknown): Plain {
  return withValue(plainRobot(), path.split("/"), value);
}

describe("definitionWarnings", () => {
  it("has nothing to say about good robots", () => {
    expect(definitionWarnings(visitReminder)).toEqual([]);
    expect(warningsOf(plainRobot())).toEqual([]);
    expect(warningsOf(wholeRobot())).toEqual([]);
  });

  it("tells a text that takes too long to speak, in its language", () => {
    const words = "слово ".repeat(80);
    expect(definitionWarnings(robotOf(plainWith("texts/bye", { ru: words, uk: "…" })))).toEqual([
      {
        code: "DEFINE_TEXT_LONG",
        path: "texts.bye.ru",
        sentence:
          "Speaking it takes about 32 seconds, more than the 30 that people listen to. Part it, or ask in between.",
      },
    ]);
    expect(warningsOf(plainWith("texts/bye", { ru: words, uk: "…" }), { maxTextMs: 40_000 })).toEqual([]);
    expect(warningsOf(plainWith("texts/bye", { say: words, file: "bye.wav" }))).toHaveLength(2);
  });

  it("tells a text of a dialog by the step that uses it", () => {
    const source = addressSource();
    const long = plainDialog({ ...source, texts: { ...source.texts, sorry: "слово ".repeat(90) } });
    const told = warningsOf(withValue(wholeRobot(), ["steps", "where", "use"], long));
    expect(told).toEqual(["DEFINE_TEXT_LONG texts.where.sorry.ru", "DEFINE_TEXT_LONG texts.where.sorry.uk"]);
  });

  it("tells a slot that nothing uses, unless a condition may look at it", () => {
    const slots = { size: z.number() };
    const fill = { collect: "size", text: "again", readBack: true, exhausted: { end: "lost" }, next: "ask" };
    const source: Plain = { ...withValue(plainRobot(), ["steps", "fill"], fill), slots, start: "fill" };
    expect(warningsOf(source)).toEqual([]);
    const fork = { branch: [{ if: "vip", next: "bye" }, { next: { end: "yes" } }] };
    const { conditions: _, ...blind } = withValue(source, ["steps", "fork"], fork);
    expect(warningsOf(blind)).toEqual(["DEFINE_SLOT_UNUSED slots.size"]);
    expect(warningsOf(withValue(blind, ["texts", "bye"], "{size:number}"))).toEqual([]);
  });

  it("tells a recogniser that does not know a language of the robot", () => {
    const russian = { ...hears("russian", "да"), locales: ["ru"] };
    expect(warningsOf(plainWith("steps/ask/answers/no/hear", russian))).toEqual([
      "DEFINE_LOCALE_NOT_HEARD steps.ask.answers.no.hear",
    ]);
    const regional = { ...hears("regional", "да"), locales: ["ru", "uk-UA"] };
    expect(warningsOf({ ...plainWith("steps/ask/answers/no/hear", regional), locales: ["ru", "uk"] })).toHaveLength(1);
    const value = { ...plate, locales: ["uk"] };
    expect(warningsOf(withValue(wholeRobot(), ["steps", "car", "hear"], value))).toEqual([
      "DEFINE_LOCALE_NOT_HEARD steps.car.hear",
    ]);
  });

  it("tells a digression that an answer hides", () => {
    const digressions = { key: { key: "1", say: "bye" }, heard: { hear: saysNew, say: "bye" } };
    expect(warningsOf({ ...plainRobot(), digressions })).toEqual(["DEFINE_DIGRESSION_HIDDEN digressions.key"]);
  });

  it("names the steps of a circle that has no end of its own", () => {
    expect(definitionWarnings(robotOf(plainWith("steps/bye/next", "ask")))).toEqual([
      {
        code: "DEFINE_CALL_UNBOUNDED",
        path: "steps.ask",
        sentence:
          "The call can go round through ask, fork, bye as often as the client answers so. Lead out of the circle after some turns.",
      },
    ]);
    expect(definitionWarnings(survey as RobotDefinition).map(({ path }) => path)).toEqual(["steps.like"]);
  });

  it("tells a call that can be too long", () => {
    const source = plainWith("steps/ask/timeoutMs", 20 * 60_000);
    expect(warningsOf(source)).toEqual(["DEFINE_CALL_LONG steps"]);
    expect(warningsOf(source, { maxCallMs: 60 * 60_000 })).toEqual([]);
  });
});

describe("estimateCall", () => {
  it("adds up words, time-outs, answers and repetitions of the longest way", () => {
    // The question, 57 characters with two variables, and its answer; one repetition of 57 and two of 57; the longer goodbye, 34.
    const { longestMs, circles } = estimateCall(visitReminder.document);
    const { question, again, manager } = visitReminder.document.texts;
    const charactersOf = (words: unknown): number => String(words).replace(/\{\w+\}/g, "x".repeat(12)).length;
    const spoken = [question, again, again, again, manager].map((text) => charactersOf(text?.["ru"]) / 15);
    const seconds = spoken.reduce((sum, each) => sum + each, 0) + 4 * (5 + 10);
    expect(Math.abs(longestMs - seconds * 1000)).toBeLessThan(10);
    expect(circles).toEqual([]);
  });

  it("counts transfers, effects, passages and asides", () => {
    const robot = robotOf(wholeRobot());
    const { commands: _, digressions: __, ...quiet } = wholeRobot();
    const plainStop = withValue(quiet, ["steps", "intro", "next"], "ask");
    const stop = withValue(plainStop, ["commands"], { stop: { end: "never" } });
    expect(estimateCall(robot.document).longestMs).toBeGreaterThan(estimateCall(robotOf(stop).document).longestMs);
    const longTalk = withValue(wholeRobot(), ["steps", "talk", "limits", "timeMs"], 720_000);
    const longer = estimateCall(robotOf(longTalk).document).longestMs - estimateCall(robot.document).longestMs;
    expect(longer).toBe(600_000);
  });
});
