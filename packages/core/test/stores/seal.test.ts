import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSeal } from "../../src/adapter-kit/seal.ts";

const bytes = randomBytes(32);

describe("createSeal", () => {
  it("opens what it sealed, for any text and context", () => {
    const { seal, open } = createSeal(bytes.toString("base64"));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, context) => {
        expect(open(seal(text, context), context)).toBe(text);
      }),
    );
  });

  it("does not open for another context, with another key, or when changed", () => {
    const { seal, open } = createSeal(bytes.toString("base64"));
    const sealed = seal("token", "connections:a:secret");
    expect(open(sealed, "connections:b:secret")).toBeUndefined();
    expect(createSeal(randomBytes(32).toString("base64")).open(sealed, "connections:a:secret")).toBeUndefined();
    const at = Math.floor(sealed.length / 2);
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    expect(open(changed, "connections:a:secret")).toBeUndefined();
    for (const garbage of ["", "token", "sealed1.", "sealed1.AAAA"]) expect(open(garbage, "")).toBeUndefined();
  });

  it("seals the same text differently each time", () => {
    const { seal } = createSeal(bytes.toString("hex"));
    expect(seal("token", "a")).not.toBe(seal("token", "a"));
  });

  it("takes 32 bytes as base64, base64url or hex, all the same key", () => {
    const sealed = createSeal(bytes.toString("base64")).seal("token", "a");
    for (const key of [
      bytes.toString("base64url"),
      bytes.toString("hex"),
      `${bytes.toString("hex").toUpperCase()}\n`,
    ]) {
      expect(createSeal(key).open(sealed, "a")).toBe("token");
    }
  });

  it.each([
    "",
    "a passphrase",
    randomBytes(31).toString("base64"),
    randomBytes(33).toString("base64"),
    randomBytes(16).toString("hex"),
  ])("refuses %j as a key without repeating it", (key) => {
    expect(() => createSeal(key)).toThrow(expect.objectContaining({ code: "STORE_KEY_INVALID" }) as Error);
    if (key) expect(() => createSeal(key)).not.toThrow(key);
  });
});
