import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaProblems } from "../../src/define/index.ts";

interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
}
const tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), children: z.array(tree) }));

const kept: Readonly<Record<string, z.ZodType>> = {
  limits: z.object({ a: z.string().min(1).max(9), b: z.int().positive(), c: z.string().regex(/^x/) }),
  formats: z.object({ at: z.iso.datetime(), mail: z.email(), kind: z.enum(["a", "b"]), sure: z.literal(true) }),
  defaults: z.object({ a: z.string().default("x"), b: z.number().optional(), c: z.boolean().nullable() }),
  nesting: z.object({
    list: z.array(z.tuple([z.string(), z.number()])),
    map: z.record(z.string(), z.union([z.string()])),
  }),
  recursion: tree,
  json: z.json(),
};

const lost: readonly (readonly [string, z.ZodType, string])[] = [
  ["a date", z.object({ visit: z.object({ at: z.date() }) }), "visit.at"],
  ["a refinement", z.object({ name: z.string().refine((name) => name !== "x") }), "name"],
  ["a refinement of the whole", z.object({ a: z.string() }).refine(() => true), ""],
  ["a check with a function", z.object({ a: z.string().superRefine(() => undefined) }), "a"],
  ["a transform", z.object({ a: z.string().transform(Number) }), "a"],
  ["a preprocess", z.object({ a: z.preprocess(Number, z.number()) }), "a"],
  ["a codec", z.object({ a: z.stringbool() }), "a"],
  ["a change of the value", z.object({ a: z.string().trim() }), "a"],
  ["a fallback", z.object({ a: z.string().catch("") }), "a"],
  ["a function", z.object({ a: z.function() as unknown as z.ZodType }), "a"],
  ["a bigint inside a list", z.object({ a: z.array(z.bigint()) }), "a.[]"],
  ["a set inside a record", z.object({ a: z.record(z.string(), z.set(z.string())) }), "a.*"],
  ["a date inside an optional union", z.object({ a: z.union([z.string(), z.date()]).optional() }), "a"],
  ["a class", z.object({ a: z.instanceof(URL) }), "a"],
  ["a map inside a recursion", z.lazy(() => z.object({ a: z.map(z.string(), z.string()) })), "a"],
  ["a literal bigint", z.object({ a: z.literal(1n) }), ""],
];

describe("schemaProblems", () => {
  it.each(Object.keys(kept))("accepts %s", (name) => {
    expect(schemaProblems(kept[name] ?? z.never())).toEqual([]);
  });

  it.each(lost)("finds %s", (_, schema, path) => {
    expect(schemaProblems(schema).map((problem) => problem.path)).toEqual([path]);
    expect(schemaProblems(schema)[0]?.reason).toMatch(/\.$/);
  });

  it("finds the same schema at each place where it stands", () => {
    const at = z.date();
    expect(schemaProblems(z.object({ from: at, to: at })).map(({ path }) => path)).toEqual(["from", "to"]);
  });
});
