import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { sampleHints } from "../../../src/testing/coverage/sample-hints.ts";
import { valueSamples, type SampleHints } from "../../../src/testing/coverage/value-samples.ts";
import type { Json } from "../../../src/ports/index.ts";

const none: SampleHints = { numbers: [], strings: [] };
const samplesOf = (schema: z.ZodType, hints = none) =>
  valueSamples(z.toJSONSchema(schema, { io: "input" }) as unknown as Json, hints);

describe("valueSamples", () => {
  it("has all of an enum, both booleans, and both bounds of a number", () => {
    expect(samplesOf(z.enum(["a", "b", "c"]))).toEqual(["a", "b", "c"]);
    expect(samplesOf(z.boolean())).toEqual([false, true]);
    expect(samplesOf(z.int().min(3).max(12))).toEqual([3, 12, 10]);
    expect(samplesOf(z.string().nullable())).toContain(null);
  });

  it("combines the members of an object, and leaves out those that may be absent", () => {
    const samples = samplesOf(
      z.object({ vip: z.boolean(), kind: z.enum(["new", "old"]), note: z.literal("x").optional() }),
    );
    expect(samples).toHaveLength(8);
    expect(samples).toContainEqual({ vip: true, kind: "old" });
    expect(samples).toContainEqual({ vip: false, kind: "new", note: "x" });
  });

  it("tries both sides of a number that a condition compares with, wherever it is", () => {
    const limits = fc.integer({ min: 2, max: 1_000_000_000 });
    fc.assert(
      fc.property(limits, (limit) => {
        const hints = { numbers: [limit], strings: [] };
        const amounts = samplesOf(z.object({ amount: z.number(), name: z.string() }), hints).map(
          (sample) => (sample as { amount: number }).amount,
        );
        expect(amounts.some((amount) => amount > limit)).toBe(true);
        expect(amounts.some((amount) => amount < limit)).toBe(true);
        expect(amounts).toContain(limit);
      }),
    );
  });

  it("makes values that common schemas take", () => {
    const schemas = [
      z.iso.date(),
      z.iso.time(),
      z.iso.datetime(),
      z.e164(),
      z.email(),
      z.url(),
      z.uuid(),
      z.string().min(30),
      z.array(z.int()).min(2),
      z.union([z.literal("one"), z.object({ two: z.number() })]),
      z.record(z.string(), z.number()),
    ];
    for (const schema of schemas) {
      expect(samplesOf(schema).filter((sample) => schema.safeParse(sample).success)).not.toEqual([]);
    }
  });
});

describe("sampleHints", () => {
  it("reads the constants that stand in conditions", () => {
    const conditions = {
      large: ({ slots }: { slots: Readonly<Record<string, unknown>> }) => Number(slots["amount"]) > 50_000,
      won: ({ slots }: { slots: Readonly<Record<string, unknown>> }) => slots["stage"] === "WON",
    };
    const { numbers, strings } = sampleHints({ conditions, inputConditions: {} });
    expect(numbers).toEqual([50_000]);
    expect(strings).toContain("WON");
  });
});
