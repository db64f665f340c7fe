import { describe, expect, it } from "vitest";
import { CallwrightError } from "../../src/errors/index.ts";
import { defineRecogniser } from "../../src/define/index.ts";

const facts = { now: "2026-11-27T14:05", country: "RU" };

function mistakesOf(definition: object): readonly string[] {
  try {
    defineRecogniser(definition as never);
    return [];
  } catch (error) {
    if (!(error instanceof CallwrightError) || error.code !== "DEFINE_INVALID") throw error;
    const { mistakes } = error.details as {
      readonly mistakes: readonly { readonly code: string; readonly path: string }[];
    };
    return mistakes.map(({ code, path }) => `${path} ${code}`);
  }
}

describe("defineRecogniser", () => {
  it("gives a recogniser of a meaning", () => {
    const match = (utterance: string) => (utterance === "no" ? 0.9 : undefined);
    const angry = defineRecogniser({ name: "angry", locales: ["en"], match });
    expect(angry).toEqual({ kind: "own", name: "angry", locales: ["en"], match });
    expect(angry.match("no", "en")).toBe(0.9);
  });

  it("gives a recogniser of a value", () => {
    const plate = defineRecogniser({
      name: "plate",
      locales: ["ru", "en-GB"],
      read: (utterance) => ({ value: utterance.toUpperCase(), confidence: 1 }),
      readKeys: (keys) => `A${keys}`,
    });
    expect(plate.read("a1", "ru", facts)).toEqual({ value: "A1", confidence: 1 });
    expect(plate.readKeys?.("12", facts)).toBe("A12");
    expect(plate).not.toHaveProperty("match");
  });

  it("collects all mistakes", () => {
    expect([...mistakesOf({ name: "a b", locales: ["Russian"], match: 1, extra: 1 })].sort()).toEqual([
      "extra DEFINE_UNKNOWN_KEY",
      "locales DEFINE_WRONG_TYPE",
      "match DEFINE_WRONG_TYPE",
      "name DEFINE_ID_INVALID",
    ]);
    expect([...mistakesOf({})].sort()).toEqual([
      "locales DEFINE_MISSING",
      "match DEFINE_MISSING",
      "name DEFINE_MISSING",
    ]);
  });

  it("hears a meaning or a value, not both", () => {
    const shared = { name: "both", locales: ["en"], match: () => 1 };
    expect(mistakesOf({ ...shared, read: () => undefined })).toEqual(["match DEFINE_WRONG_TYPE"]);
    expect(mistakesOf({ ...shared, readKeys: () => 1 })).toEqual(["readKeys DEFINE_WRONG_TYPE"]);
  });
});
