import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doNotCallKey, huskKey, newPepper, personKey } from "../../src/adapter-kit/person-key.ts";
import { mentionTest } from "../../src/care/mentions.ts";

/** Numbers of four countries: code, and what people dial within the country. */
const numbers = [
  { e164: "+79161234567", code: "7", national: "9161234567", trunk: "8" },
  { e164: "+380671234567", code: "380", national: "671234567", trunk: "0" },
  { e164: "+48512345678", code: "48", national: "512345678", trunk: "" },
  { e164: "+12125550123", code: "1", national: "2125550123", trunk: "" },
] as const;

const gaps = fc.constantFrom("", "", "", " ", "-", " ", ".", "(", ")", " (", ") ", " - ");
const around = fc.constantFrom("", " ", '"', "тел. ", "tel:", "\\n", ",", "№", "a");

describe("mentionTest", () => {
  it("finds a number however its digits are grouped, with or without its country", () => {
    const written = fc
      .record({ number: fc.constantFrom(...numbers), way: fc.constantFrom("plus", "code", "trunk", "none", "abroad") })
      .chain(({ number, way }) => {
        const { code, trunk, national } = number;
        const before = { plus: `+${code}`, code, trunk, none: "", abroad: `00${code}` }[way];
        const digits = Array.from(before + national);
        return fc
          .tuple(fc.array(gaps, { minLength: digits.length, maxLength: digits.length }), around, around)
          .map(([between, left, right]) => {
            const text = digits.map((digit, at) => (at === 0 ? digit : `${between[at] ?? ""}${digit}`)).join("");
            return { e164: number.e164, text: `${left}${text}${right}` };
          });
      });
    fc.assert(
      fc.property(written, ({ e164, text }) => {
        expect(mentionTest({ phone: e164 })(JSON.stringify({ text }))).toBe(true);
      }),
    );
  });

  it("takes no part of a longer number for one, and no other number", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...numbers),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(8),
        ({ e164, national }, digit, at) => {
          const names = mentionTest({ phone: e164 });
          expect(names(`${national}${digit}`)).toBe(false);
          expect(names(`99${digit}99${national}`)).toBe(false);
          const other = Array.from(national);
          other[at] = String((Number(other[at]) + digit) % 10);
          expect(names(JSON.stringify([other.join("")]))).toBe(false);
        },
      ),
    );
  });

  it("finds an item of the CRM, also in JSON within JSON", () => {
    const names = mentionTest({ subject: { type: "contact", id: "17" } });
    const found = [{ type: "contact", id: "17" }, { id: "17", type: "contact" }, "contact:17"];
    for (const value of found) {
      expect(names(JSON.stringify({ value }))).toBe(true);
      expect(names(JSON.stringify({ snapshot: JSON.stringify({ value }) }))).toBe(true);
    }
    const others = [{ type: "contact", id: "170" }, { type: "deal", id: "17" }, "contact:1", "contact:170", 17];
    for (const value of others) expect(names(JSON.stringify({ value }))).toBe(false);
  });
});

it("looks through long lines of what stands between digits, and of what JSON escapes with, once", () => {
  const person = mentionTest({ phone: "+79161234567" });
  expect(person(`${"-".repeat(1_000_000)}8 916 123-45-67`)).toBe(true);
  expect(person(`7${" ".repeat(1_000_000)}`)).toBe(false);
  expect(mentionTest({ subject: { type: "deal", id: "42" } })("\\".repeat(1_000_000))).toBe(false);
});

describe("personKey", () => {
  it("is the same for the same mark, and another for another mark, account or store", () => {
    const part = fc.string({ maxLength: 12 });
    const marks = fc.oneof(
      part.map((phone) => ({ phone })),
      fc
        .record({ type: fc.constantFrom("lead", "deal", "contact", "company"), id: part })
        .map((subject) => ({ subject })),
    );
    const askings = fc.record({ account: part, mark: marks });
    const [pepper, other] = [newPepper(), newPepper()];
    fc.assert(
      fc.property(askings, askings, (left, right) => {
        const key = personKey(pepper, left.account, left.mark);
        expect(key).toMatch(/^[0-9a-f]{32}$/);
        const isSame = JSON.stringify([left.account, left.mark]) === JSON.stringify([right.account, right.mark]);
        expect(personKey(pepper, right.account, right.mark) === key).toBe(isSame);
        expect(personKey(other, left.account, left.mark)).not.toBe(key);
      }),
    );
  });

  it("tells neither the number of a forbidden one nor the key of what is gone", () => {
    const pepper = newPepper();
    const keys = [doNotCallKey(pepper, "shop", "+79161234567"), huskKey(pepper, "shop", "api-7"), pepper];
    expect(keys.join()).not.toMatch(/9161234567|api-7/);
    expect(keys[0]).toMatch(/^shop:[0-9a-f]{32}$/);
  });
});
