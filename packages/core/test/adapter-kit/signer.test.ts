import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSigner, isSameSecret } from "../../src/adapter-kit/signer.ts";

describe("createSigner", () => {
  it("gives HMAC-SHA256 in hex (RFC 4231, test case 2)", () => {
    expect(createSigner("Jefe").sign("what do ya want for nothing?")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
    expect(createSigner(new TextEncoder().encode("Jefe")).sign("x")).toBe(createSigner("Jefe").sign("x"));
  });

  it("accepts the signature of a value and of no other, with its own secret only", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (value, other, secret) => {
        const signer = createSigner(secret);
        const signature = signer.sign(value);
        expect(signer.verify(value, signature)).toBe(true);
        expect(signer.verify(other, signature)).toBe(other === value);
        expect(createSigner(`${secret}!`).verify(value, signature)).toBe(false);
      }),
    );
  });

  it.each(["", "00", "zz", "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843"])(
    "refuses %j",
    (signature) => {
      expect(createSigner("Jefe").verify("what do ya want for nothing?", signature)).toBe(false);
    },
  );
});

describe("isSameSecret", () => {
  it("agrees with equality", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => isSameSecret(a, b) === (a === b)));
    expect(isSameSecret("ключ", "ключ")).toBe(true);
  });
});
