import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, fingerprintOf, functionNamesOf, triggerCode } from "../../src/define/index.ts";
import { survey } from "./good-robots.ts";

/** The same value with the keys of every object in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, item]) => [name, turned(item)]),
  );
}

describe("canonicalJson", () => {
  it("is one spelling for every order of keys, and means the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("keeps apart what is different", () => {
    expect(canonicalJson({ b: [1, "1"], a: null, gone: undefined })).toBe('{"a":null,"b":[1,"1"]}');
  });
});

describe("fingerprintOf", () => {
  it("does not depend on the order of names", () => {
    expect(fingerprintOf({ a: 1 }, ["x", "y"])).toBe(fingerprintOf({ a: 1 }, ["y", "x"]));
  });

  it("changes with the document and with the names", () => {
    const prints = [fingerprintOf({ a: 1 }, []), fingerprintOf({ a: 2 }, []), fingerprintOf({ a: 1 }, ["x"])];
    expect(new Set(prints).size).toBe(3);
  });

  it("names functions with their kind", () => {
    expect(functionNamesOf(survey.functions)).toEqual([
      "recogniser:yesNo.yes",
      "recogniser:ofCourse",
      "recogniser:yesNo.no",
      "condition:regular",
      "inputCondition:vip",
    ]);
  });
});

describe("triggerCode", () => {
  const outcome = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/);
  const robot = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/);

  it("is lower-case and readable", () => {
    expect(triggerCode("visit-reminder", "noAnswer")).toBe("visit-reminder.no-answer");
  });

  it("is never shared by two outcomes", () => {
    fc.assert(
      fc.property(robot, outcome, robot, outcome, (leftRobot, left, rightRobot, right) => {
        expect(triggerCode(leftRobot, left)).toMatch(/^[a-z0-9.-]+$/);
        const same = leftRobot === rightRobot && left === right;
        expect(triggerCode(leftRobot, left) === triggerCode(rightRobot, right)).toBe(same);
      }),
    );
    expect(triggerCode("r", "noAnswer")).not.toBe(triggerCode("r", "NoAnswer"));
  });
});
