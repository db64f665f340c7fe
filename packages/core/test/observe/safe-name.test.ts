import fc from "fast-check";
import { expect, it } from "vitest";
import { reasonOf, safePath } from "../../src/errors/index.ts";
import { safeName } from "../../src/observe/safe-name.ts";

it("shows names of definitions as they are", () => {
  for (const name of ["ask", "visit-reminder/hosted@1", "answer:yes", "live.talking.ask~i", "CRM_BUSY"])
    expect(safeName(name)).toBe(name);
});

it("shows nothing that holds a number, a blank, or letters of other alphabets", () => {
  const number = fc.stringMatching(/^[a-z+]{0,5}\d{7,15}[a-z]{0,5}$/);
  const words = fc.stringMatching(/^[a-z]{1,8} [a-z]{1,8}$/);
  const foreign = fc.stringMatching(/^[a-z]{0,5}[а-яіїєґąęłżźćńóś]{1,8}$/);
  fc.assert(
    fc.property(fc.oneof(number, words, foreign, fc.constant(null), fc.integer()), (given) => {
      expect(safeName(given)).toBe("other");
    }),
  );
});

it("shows of a path the names of fields and places in lists", () => {
  expect(safePath(["people", 3, "name"])).toBe("people.3.name");
  expect(safePath(["people", "+79161234567", "Анна", "79161234567"])).toBe("people.*.*.*");
});

it("tells of somebody else's error its class and line, whatever it says", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12 }), (said) => {
      expect(reasonOf(new RangeError(`${said}#`))).toMatch(/^RangeError at safe-name\.test\.ts:\d+$/);
    }),
    { numRuns: 30 },
  );
  expect(reasonOf("Anna")).toBe("something that is no error (string)");
});
