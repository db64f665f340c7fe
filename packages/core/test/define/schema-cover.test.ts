import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonSchema } from "../../src/define/json-types.ts";
import { schemaCover, type SchemaCover } from "../../src/define/schema-cover.ts";

const placed = (schema: z.ZodType) => {
  const json = z.toJSONSchema(schema) as JsonSchema;
  return { schema: json, root: json };
};
const cover = (taken: z.ZodType, given: z.ZodType): SchemaCover => schemaCover(placed(taken), placed(given));

describe("schemaCover", () => {
  it("takes all where the schema is the same, or has no rule that the other does not keep", () => {
    const pairs: readonly (readonly [z.ZodType, z.ZodType])[] = [
      [z.string(), z.iso.date()],
      [z.iso.date(), z.iso.date().default("2026-11-27")],
      [z.string().min(2).max(9), z.string().min(3).max(9)],
      [z.number().min(0), z.number().gt(0)],
      [z.number(), z.int()],
      [z.int(), z.int().min(1)],
      [z.string().nullable(), z.string()],
      [z.string().min(2), z.enum(["ab", "abc"])],
      [z.array(z.string()), z.array(z.email())],
      [z.object({ a: z.string() }), z.object({ a: z.string() })],
      [z.any(), z.string()],
    ];
    expect(pairs.filter(([taken, given]) => cover(taken, given) !== "all")).toEqual([]);
  });

  it("names the rule that the other does not keep", () => {
    expect(cover(z.iso.datetime(), z.string())).toEqual({ only: 'format "date-time"' });
    expect(cover(z.iso.datetime(), z.iso.date())).toEqual({ only: 'format "date-time"' });
    expect(cover(z.string().regex(/^x/), z.string())).toEqual({ only: 'pattern "^x"' });
    expect(cover(z.string().min(6).nullable(), z.string())).toEqual({ only: "minLength 6" });
    expect(cover(z.string(), z.string().nullable())).toEqual({ only: 'type "string"' });
    expect(cover(z.number().gt(0), z.number().min(0))).toEqual({ only: "exclusiveMinimum 0" });
    expect(cover(z.number().multipleOf(10), z.number().multipleOf(5))).toEqual({ only: "multipleOf 10" });
    expect(cover(z.int(), z.number())).toEqual({ only: 'type "integer"' });
    expect(cover(z.enum(["a"]), z.string())).toEqual({ only: 'enum ["a"]' });
    expect(cover(z.string().min(2), z.enum(["a", "ab"]))).toEqual({ only: 'values unlike "a"' });
    expect(cover(z.array(z.email()), z.array(z.string()))).toEqual({ only: 'format "email"' });
  });

  it("does not know where only the values tell", () => {
    expect(cover(z.string().regex(/^x/), z.string().regex(/^xy/))).toBe("unknown");
    expect(cover(z.string().min(3), z.iso.date())).toBe("unknown");
    expect(cover(z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string() }))).toBe("unknown");
  });

  it("never says all where a value of the one is refused by the other", () => {
    const bound = fc.option(fc.integer({ min: 0, max: 5 }));
    const text = fc.tuple(bound, bound).map(([min, max]) => {
      const long = min === null ? z.string() : z.string().min(min);
      return max === null ? long : long.max(max);
    });
    fc.assert(
      fc.property(text, text, fc.string({ maxLength: 7 }), (taken, given, value) => {
        fc.pre(given.safeParse(value).success);
        expect(cover(taken, given) !== "all" || taken.safeParse(value).success).toBe(true);
      }),
    );
  });
});
