import { yesNo } from "@callwright/core/phrases";
import { describe, expect, it } from "vitest";
import { defineRobot } from "../../src/define/index.ts";
import { ofCourse, survey, visitReminder } from "./good-robots.ts";
import { plainRobot } from "./plain-robot.ts";

describe("defineRobot", () => {
  it("gives a document that survives JSON", () => {
    const { document } = visitReminder;
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document).toMatchObject({
      format: 1,
      kind: "robot",
      id: "visit-reminder",
      version: 1,
      direction: "outbound",
      locales: ["ru"],
      start: "ask",
      unreached: { default: "noAnswer" },
      hungUp: "unclear",
      conditions: [],
      inputConditions: [],
    });
    expect(document.texts["seeYou"]).toEqual({ ru: "Спасибо, ждём вас!" });
    expect(document.input).toMatchObject({
      type: "object",
      properties: { name: { type: "string" }, time: { type: "string" } },
      required: ["name", "time"],
    });
  });

  it("names recognisers in the document and keeps them beside it", () => {
    expect(visitReminder.document.steps["ask"]).toEqual({
      ask: "question",
      answers: {
        yes: { hear: [yesNo.yes.name], key: "1", next: "thank" },
        no: { hear: [yesNo.no.name], key: "2", next: "promise" },
      },
      noInput: ["again", "again"],
      noMatch: ["again"],
      exhausted: { end: "unclear" },
      timeoutMs: 5000,
    });
    expect(visitReminder.functions.recognisers).toEqual({
      [yesNo.yes.name]: yesNo.yes,
      [yesNo.no.name]: yesNo.no,
    });
  });

  it("keeps every way to write a robot", () => {
    expect(survey.document.texts["beep"]).toEqual({ ru: "…", uk: "…" });
    expect(survey.document.unreached).toEqual({ default: "lost", busy: "busy", no_answer: "lost" });
    expect(survey.document.steps["like"]).toMatchObject({
      answers: {
        yes: { hear: [yesNo.yes.name, ofCourse.name] },
        no: { key: "#" },
        again: { hear: [], key: "*", next: "like" },
      },
      noInput: ["beep"],
      noMatch: [],
      timeoutMs: 3000,
      hungUp: "silent",
    });
    expect(survey.document.steps["size"]).toEqual({
      branch: [
        { if: "vip", next: "like" },
        { if: "regular", next: { end: "liked", data: { at: "{beganAt}" } } },
        { next: "like" },
      ],
    });
    expect(survey.document.outcomes["liked"]).toMatchObject({ data: { properties: { at: { format: "date-time" } } } });
    expect(survey.outcomeNames).toEqual(["liked", "disliked", "silent", "busy", "lost"]);
  });

  it("keeps conditions apart by what they see", () => {
    const input = { name: "Анна", visits: 4, vip: false, kind: "again" };
    expect(survey.document.conditions).toEqual(["regular"]);
    expect(survey.document.inputConditions).toEqual(["vip"]);
    expect(survey.functions.conditions["regular"]?.({ input, slots: {} })).toBe(true);
    expect(survey.functions.inputConditions["vip"]?.({ input })).toBe(false);
  });

  it("checks the input of a call with the schema that was given", () => {
    const anna = { vip: true, kind: "first", beganAt: "2026-11-27T10:00:00Z" };
    expect(survey.input.parse({ ...anna, visits: 1 })).toMatchObject({ name: "клиент" });
    expect(survey.input.safeParse({ ...anna, visits: -1 }).success).toBe(false);
  });

  it("has the fingerprint of its content, whatever the order of its keys", () => {
    const robot = plainRobot();
    const turned = Object.fromEntries(Object.entries(robot).reverse());
    const changed = { ...robot, texts: { ...robot.texts, bye: "Всего доброго!" } };
    const fingerprint = defineRobot(robot as never).fingerprint;
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(defineRobot(turned as never).fingerprint).toBe(fingerprint);
    expect(defineRobot(changed as never).fingerprint).not.toBe(fingerprint);
  });
});
