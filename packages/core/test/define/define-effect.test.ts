import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CallwrightError } from "../../src/errors/index.ts";
import { defineEffect, isErrorOf } from "../../src/define/index.ts";

const given = {
  type: "visits.book",
  input: z.object({ at: z.string() }),
  output: z.object({ id: z.string() }),
  repeat: "idempotent",
  perform: async ({ at }: { readonly at: string }) => ({ id: at }),
} as const;

function mistakesOf(definition: object): readonly string[] {
  try {
    defineEffect(definition as never);
    return [];
  } catch (error) {
    if (!(error instanceof CallwrightError) || error.code !== "DEFINE_INVALID") throw error;
    const { mistakes } = error.details as {
      readonly mistakes: readonly { readonly code: string; readonly path: string }[];
    };
    return mistakes.map(({ code, path }) => `${path} ${code}`);
  }
}

describe("defineEffect", () => {
  it("fills in what is not said", () => {
    expect(defineEffect(given)).toEqual({
      ...given,
      kind: "effect",
      timeoutMs: 10_000,
      retryDelaysMs: [],
      onFailure: "tell",
    });
  });

  it("keeps what is said", async () => {
    const reconcile = async () => ({ found: false, proof: true }) as const;
    const said = {
      repeat: "at-most-once",
      timeoutMs: 500,
      retryDelaysMs: [0, 20],
      onFailure: "park",
      reconcile,
    } as const;
    const effect = defineEffect({ ...given, ...said });
    expect(effect).toMatchObject(said);
    await expect(effect.perform({ at: "noon" }, {} as never)).resolves.toEqual({ id: "noon" });
  });

  it("keeps whom it asks, what it needs, costs and undoes, and which errors it declares", () => {
    const said = {
      error: z.object({ reason: z.string() }),
      vendor: "calendar",
      capability: "crm.triggers",
      cost: () => 2,
      compensate: async () => undefined,
    } as const;
    expect(defineEffect({ ...given, ...said })).toMatchObject(said);
  });

  it("collects all mistakes", () => {
    expect(
      mistakesOf({
        type: "1 book",
        input: z.string(),
        output: z.object({ at: z.date() }),
        repeat: "often",
        timeoutMs: 0,
        retryDelaysMs: [1.5],
        onFailure: "shout",
        perform: "now",
        reconcile: true,
        error: "taken",
        vendor: "my bank",
        capability: "crm.trigger",
        cost: 3,
        compensate: "yes",
        extra: 1,
      }).toSorted(),
    ).toEqual(
      [
        "type DEFINE_ID_INVALID",
        "input DEFINE_WRONG_TYPE",
        "output.at DEFINE_SCHEMA_NOT_JSON",
        "repeat DEFINE_WRONG_TYPE",
        "timeoutMs DEFINE_WRONG_TYPE",
        "retryDelaysMs DEFINE_WRONG_TYPE",
        "onFailure DEFINE_WRONG_TYPE",
        "perform DEFINE_WRONG_TYPE",
        "reconcile DEFINE_WRONG_TYPE",
        "error DEFINE_WRONG_TYPE",
        "vendor DEFINE_WRONG_TYPE",
        "capability DEFINE_WRONG_TYPE",
        "cost DEFINE_WRONG_TYPE",
        "compensate DEFINE_WRONG_TYPE",
        "extra DEFINE_UNKNOWN_KEY",
      ].sort(),
    );
  });

  it("names everything that is missing", () => {
    const missing = ["type", "input", "output", "repeat", "perform"].map((name) => `${name} DEFINE_MISSING`);
    expect([...mistakesOf({})].sort()).toEqual(missing.sort());
    expect([...mistakesOf([])].sort()).toEqual(missing.sort());
  });

  it.each(["marked", "at-most-once"])("needs a look-up for %s", (repeat) => {
    expect(mistakesOf({ ...given, repeat })).toEqual(["reconcile DEFINE_MISSING"]);
  });

  it("refuses the type of a built-in effect", () => {
    expect(mistakesOf({ ...given, type: "crm.readField" })).toEqual(["type DEFINE_ID_INVALID"]);
  });
});

describe("isErrorOf", () => {
  const effect = defineEffect({ ...given, error: z.object({ reason: z.enum(["taken", "closed"]) }) });
  const error = { code: "EFFECT_REFUSED", message: "", data: { reason: "taken" } };

  it("knows the errors that the effect declares", () => {
    expect(isErrorOf(effect, error)).toBe(true);
    expect(isErrorOf(effect, { ...error, code: "EFFECT_NOT_NOW" })).toBe(true);
  });

  it("knows no other", () => {
    const others = [
      undefined,
      "EFFECT_REFUSED",
      { code: "EFFECT_REFUSED", message: "" },
      { ...error, code: "EFFECT_FAILED" },
      { ...error, data: { reason: "full" } },
    ];
    expect(others.map((value) => isErrorOf(effect, value))).toEqual(others.map(() => false));
    expect(isErrorOf(defineEffect(given), error)).toBe(false);
  });
});
