import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyring, createSeal, keyIdOf, sealedOverhead } from "../../src/adapter-kit/index.ts";

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

  it("opens what the first form of sealing wrote, which did not name its key", () => {
    const sealed = "sealed1.Zu-1aBxIxxbJflzaeSyZ8wHld7s0IYgdwyXWO1VomihzurHiKHW10mY9P7J90EtWx0PA";
    const key = Buffer.alloc(32, 7).toString("base64");
    expect(createSeal(key).open(sealed, "connections:a:secret")).toBe("token of the first form");
    expect(createSeal(key).open(sealed, "connections:b:secret")).toBeUndefined();
    expect(keyIdOf(sealed)).toBeUndefined();
    const ring = createKeyring(randomBytes(32).toString("hex"), [randomBytes(32).toString("hex"), key]);
    expect(ring.open(sealed, "connections:a:secret")).toBe("token of the first form");
  });

  it("opens the bytes it sealed, each longer by the same, and no others", () => {
    const { sealBytes, openBytes } = createSeal(bytes.toString("base64"));
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.string(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (plain, context, at, flip) => {
          const sealed = sealBytes(plain, context);
          expect(sealed.length).toBe(plain.length + sealedOverhead);
          expect(openBytes(sealed, context)).toEqual(Buffer.from(plain));
          expect(openBytes(sealed, `${context}.`)).toBeUndefined();
          const index = at % sealed.length;
          const changed = sealed.map((byte, place) => (place === index ? byte ^ flip : byte));
          expect(openBytes(changed, context)).toBeUndefined();
          expect(openBytes(sealed.subarray(0, index), context)).toBeUndefined();
        },
      ),
    );
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

describe("createKeyring", () => {
  const [first, second, third] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill).toString("base64")) as [
    string,
    string,
    string,
  ];

  it("seals with the current key and opens what any of its keys sealed, until the former ones are left out", () => {
    const old = createKeyring(first).seal("token", "a");
    const ring = createKeyring(first).with(second).with(third);
    expect(ring.formerKeyIds).toEqual([second, first].map((key) => createSeal(key).keyId));
    const sealed = ring.sealBytes("token", "a");
    expect(keyIdOf(sealed)).toBe(createSeal(third).keyId);
    expect(createSeal(third).openBytes(sealed, "a")?.toString()).toBe("token");
    expect(ring.open(old, "a")).toBe("token");
    expect(ring.withoutFormer().open(old, "a")).toBeUndefined();
    expect(ring.sealOf(createSeal(first).keyId)?.open(old, "a")).toBe("token");
    expect(ring.sealOf(createSeal(third).keyId)?.open(old, "a")).toBeUndefined();
  });

  it("takes a key that comes back as the current one alone", () => {
    const ring = createKeyring(first, [second]).with(second);
    expect([ring.keyId, ring.formerKeyIds]).toEqual([createSeal(second).keyId, [createSeal(first).keyId]]);
  });

  it("refuses a former key that is none", () => {
    expect(() => createKeyring(first, ["a passphrase"])).toThrow(
      expect.objectContaining({ code: "STORE_KEY_INVALID" }) as Error,
    );
  });
});
