import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { canonicalJson, toSource, type RobotDefinition, type RobotDocument } from "../../../src/define/index.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";
import { otherVisitReminder } from "../../testing/replay/other-versions.ts";
import { loadSource } from "./load-source.ts";
import { askAddress, everything } from "./robots.ts";

const prettier = { parser: "typescript", printWidth: 120, trailingComma: "all" } as const;

/** The document that the written source defines. */
function written(document: RobotDocument): RobotDocument {
  const [definition] = Object.values(loadSource(toSource(document)));
  return (definition as RobotDefinition).document;
}

/** A robot whose input has these members too. */
function around(input: z.ZodObject): RobotDocument {
  const { document } = visitReminder;
  const added = JSON.parse(JSON.stringify(z.toJSONSchema(input, { io: "input" })));
  const properties = { ...added.properties, name: { type: "string" }, time: { type: "string" } };
  return { ...document, input: { ...added, properties, required: [...(added.required ?? []), "name", "time"] } };
}

const leaf: fc.Arbitrary<z.ZodType> = fc.oneof(
  fc.constantFrom<z.ZodType>(
    z.string(),
    z.boolean(),
    z.number(),
    z.int(),
    z.null(),
    z.iso.date(),
    z.iso.time(),
    z.iso.datetime(),
    z.iso.datetime({ offset: true }),
    z.e164(),
    z.email(),
    z.url(),
    z.uuid(),
    z.unknown(),
    z.string().regex(/^[A-Z]\d{3}\/x$/),
    z.literal("да"),
    z.literal(5),
    z.literal([1, "два"]),
    z.json(),
  ),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([least, more]) =>
    z
      .string()
      .min(least)
      .max(least + more),
  ),
  fc.tuple(fc.integer(), fc.nat(9)).map(([least, more]) =>
    z
      .int()
      .min(least)
      .max(least + more),
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((limit) => z.number().gt(limit)),
  fc
    .uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 })
    .map((values) => z.enum(values as [string])),
);

const { schema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    tie("schema").map((inner) => z.array(inner)),
    tie("schema").map((inner) => z.array(inner).min(1).max(3)),
    tie("schema").map((inner) => inner.nullable()),
    tie("schema").map((inner) => z.record(z.string(), inner)),
    fc.tuple(tie("schema"), tie("schema")).map(([left, right]) => z.union([left, right])),
    fc.tuple(tie("schema"), tie("schema")).map(([left, right]) => z.tuple([left, right])),
    fc
      .dictionary(fc.string({ minLength: 1, maxLength: 5 }), tie("schema"), { maxKeys: 3 })
      .map((shape) => z.object(shape)),
    fc
      .dictionary(
        fc.string({ minLength: 1, maxLength: 5 }),
        tie("schema").map((inner) => inner.optional()),
        { maxKeys: 3 },
      )
      .map((shape) => z.strictObject(shape)),
    tie("schema").map((inner) => inner.describe("what it is")),
  ),
}));

describe("toSource", () => {
  it.each([visitReminder, otherVisitReminder, everything])(
    "writes a file that defines the same document: $id@$version",
    async (robot) => {
      const source = toSource(robot.document);
      const [definition] = Object.values(loadSource(source));
      expect(canonicalJson((definition as RobotDefinition).document)).toBe(canonicalJson(robot.document));
      expect((definition as RobotDefinition).fingerprint).toBe(robot.fingerprint);
      expect(await format(source, prettier)).toBe(source);
    },
  );

  it("writes a dialog of its own", () => {
    const { askAddress: again } = loadSource(toSource(askAddress.document));
    expect(canonicalJson((again as typeof askAddress).document)).toBe(canonicalJson(askAddress.document));
  });

  it("writes any schema so that it comes back the same, as JSON Schema where it has no form in zod", () => {
    const counts = { zod: 0, foreign: 0 };
    fc.assert(
      fc.property(schema, schema, (field, other) => {
        const document = around(z.object({ field, other: other.optional() }));
        const source = toSource(document);
        counts[source.includes("no form of its own") ? "foreign" : "zod"] += 1;
        expect(canonicalJson(written(document))).toBe(canonicalJson(document));
      }),
      { numRuns: 120 },
    );
    expect(counts.zod).toBeGreaterThan(90);
  });

  it("gives an edited built-in sentence a text of its own", () => {
    const { document } = everything;
    const edited = { ...document.texts, "sum.readBack": { ru: "{amount:money}, да?", uk: "{amount:money}, так?" } };
    const source = toSource({ ...document, texts: edited });
    expect(toSource(document)).toContain("readBack: true");
    expect(source).toContain('readBack: "sum-read-back"');
    const [definition] = Object.values(loadSource(source));
    const { texts } = (definition as RobotDefinition).document;
    expect(texts["sum-read-back"]).toEqual(edited["sum.readBack"]);
  });

  it("names functions as the module exports them, and says where zod has no form for a schema", () => {
    const { document } = everything;
    const even = { type: "string", not: { const: "" } };
    const source = toSource(
      { ...document, slots: { ...document.slots, street: even } },
      {
        name: "robot",
        functions: "./code.ts",
        nameOf: (kind, name) => (kind === "condition" ? `is-${name}`.replace(/\W(.)/g, "_$1") : name),
      },
    );
    expect(source).toContain('import * as functions from "./code.ts";');
    expect(source).toContain("export const robot = defineRobot({");
    expect(source).toContain("conditions: { large: functions.is_large }");
    expect(source).toContain("// This schema has no form of its own in zod.\n    street: z.json(),");
  });

  it("looks as people write it", () => {
    const source = toSource(visitReminder.document);
    expect(source).toContain('import { defineRobot } from "@callwright/core";');
    expect(source).toContain('yes: { hear: yesNo.yes, key: "1", next: "thank" }');
    expect(source).not.toContain("timeoutMs");
    expect(source).not.toContain("functions");
  });
});
