import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveValue } from "../../src/define/index.ts";

const variables = { amount: 5, name: "Анна", when: null, list: [1, { a: 2 }], "where.city": "Рига" };

describe("resolveValue", () => {
  it("gives one variable as the value that it is", () => {
    expect(resolveValue("{amount}", variables)).toBe(5);
    expect(resolveValue("{list}", variables)).toBe(variables.list);
    expect(resolveValue("{where.city}", variables)).toBe("Рига");
    expect(resolveValue("{when}", variables)).toBeNull();
    expect(resolveValue("{gone}", variables)).toBeUndefined();
    expect(resolveValue("{toString}", variables)).toBeUndefined();
  });

  it("gives a text with its variables filled in", () => {
    expect(resolveValue("{name}: {amount}{gone}{when}", variables)).toBe("Анна: 5");
    expect(resolveValue("{amount:money}", variables)).toBe("5");
    expect(resolveValue("{amount:money}", variables, (words) => `<${words}>`)).toBe("<{amount:money}>");
    expect(resolveValue("слова", variables, () => "nothing")).toBe("слова");
  });

  it("goes into lists and objects", () => {
    expect(resolveValue({ a: ["{amount}", "{gone}"], b: { c: "{gone}", d: "{name}!" } }, variables)).toEqual({
      a: [5, null],
      b: { d: "Анна!" },
    });
  });

  it("gives anything without braces as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value).replace(/[{}]/g, (brace) => brace)) as typeof value;
        fc.pre(!/"[^"]*[{}][^"]*"/.test(JSON.stringify(value)));
        expect(resolveValue(plain as never, {})).toEqual(plain);
      }),
    );
  });
});
