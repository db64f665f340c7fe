import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaFromJson, slotSchemas } from "../../src/define/index.ts";
import type { Json } from "../../src/ports/identity.ts";

function rebuilt(schema: z.ZodType): z.ZodType {
  return schemaFromJson(JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: "input" }))) as Json);
}

/** A schema, values that it takes, and values that it does not take. */
const schemas: readonly (readonly [string, z.ZodType, readonly unknown[], readonly unknown[]])[] = [
  ["a number in limits", z.number().min(1).max(5), [1, 2.5], [0, "1"]],
  ["a whole number", z.int(), [1], [1.5]],
  ["a date", z.iso.date(), ["2026-02-28"], ["2026-02-30", "28.02.2026"]],
  ["a time", z.iso.time(), ["10:00"], ["25:00"]],
  ["a number of a phone", z.e164(), ["+79161234567"], ["9161234567"]],
  ["a choice", z.enum(["a", "b"]), ["a"], ["c"]],
  ["one of two types", z.union([z.string(), z.number()]).nullable(), ["a", 1, null], [true]],
  ["two patterns", z.string().startsWith("a").endsWith("b"), ["axb"], ["bxa", "ax"]],
  ["letters of any language", z.string().regex(/^[\p{L}\s-]+$/u), ["Анна-Мария", "Łódź"], ["Anna1"]],
  ["no digits", z.string().regex(/^\P{Nd}+$/u), ["да"], ["1", "١"]],
  ["a list", z.array(z.object({ a: z.string() })).min(1), [[{ a: "x" }]], [[], [{}]]],
  ["a tuple", z.tuple([z.string(), z.number()]), [["a", 1]], [["a"]]],
  ["a record", z.record(z.string(), z.number()), [{ a: 1 }], [{ a: "x" }]],
  ["shared parts", z.object({ a: z.string().min(2).meta({ id: "two" }) }), [{ a: "xx" }], [{ a: "x" }]],
];

describe("schemaFromJson", () => {
  it.each(schemas)("checks %s as the schema that it was made from", (_, schema, taken, refused) => {
    for (const value of taken) {
      expect(rebuilt(schema).safeParse(value).success).toBe(true);
      expect(schema.safeParse(value).success).toBe(true);
    }
    for (const value of refused) {
      expect(rebuilt(schema).safeParse(value).success).toBe(false);
      expect(schema.safeParse(value).success).toBe(false);
    }
  });

  it("fills defaults in, which are data and not schemas", () => {
    const schema = z.object({
      a: z.string().default("x"),
      b: z.object({ pattern: z.string() }).default({ pattern: "\\p{L}" }),
    });
    expect(rebuilt(schema).parse({})).toEqual({ a: "x", b: { pattern: "\\p{L}" } });
  });

  it("keeps members that an object does not name, unlike a schema of zod", () => {
    expect(rebuilt(z.object({ a: z.string() })).parse({ a: "x", b: 1 })).toEqual({ a: "x", b: 1 });
  });

  it.each([
    { not: { type: "string" } },
    { type: "nmber" },
    { $ref: "https://example.com" },
    { type: "string", pattern: "(" },
  ])("refuses what zod cannot read: %j", (schema) => {
    expect(() => schemaFromJson(schema)).toThrow();
  });
});

describe("slotSchemas", () => {
  it("gives a schema for each slot, the same ones for the same document", () => {
    const document = { slots: { amount: { type: "number" }, when: { type: "string", format: "date" } } };
    const schemas = slotSchemas(document);
    expect(Object.keys(schemas)).toEqual(["amount", "when"]);
    expect(schemas["amount"]?.safeParse("5").success).toBe(false);
    expect(schemas["when"]?.safeParse("2026-11-27").success).toBe(true);
    expect(slotSchemas(document)).toBe(schemas);
    expect(slotSchemas({})).toEqual({});
  });
});
