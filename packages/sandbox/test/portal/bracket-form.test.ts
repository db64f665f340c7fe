import fc from "fast-check";
import { expect, it } from "vitest";
import { parseBracketForm, toBracketForm } from "../../src/portal/rest/bracket-form.ts";

it("reads nested fields and lists as PHP does", () => {
  const tree = parseBracketForm(
    "fields[PHONE][0][VALUE]=%2B7916&fields[PHONE][0][VALUE_TYPE]=WORK&select[]=ID&select[]=TITLE",
  );
  expect(JSON.parse(JSON.stringify(tree))).toEqual({
    fields: { PHONE: [{ VALUE: "+7916", VALUE_TYPE: "WORK" }] },
    select: ["ID", "TITLE"],
  });
});

it("keeps a list with gaps as a map", () => {
  const tree = parseBracketForm("a[0]=x&a[2]=y");
  expect(JSON.parse(JSON.stringify(tree))).toEqual({ a: { "0": "x", "2": "y" } });
});

it("never reaches a prototype", () => {
  const tree = parseBracketForm("__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1");
  expect(Object.getPrototypeOf(tree)).toBeNull();
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

it("drops keys that are nested too deep", () => {
  expect(Object.keys(parseBracketForm(`a${"[b]".repeat(30)}=1&c=2`))).toEqual(["c"]);
});

it("reads back what it wrote", () => {
  const key = fc.stringMatching(/^[a-z][a-z_]{0,8}$/);
  const leaf = fc.string({ maxLength: 8 });
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
      fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 3 }),
    ),
  })).value;
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (tree) => {
      expect(JSON.stringify(parseBracketForm(toBracketForm(tree)))).toBe(JSON.stringify(tree));
    }),
  );
});
