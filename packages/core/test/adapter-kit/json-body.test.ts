import { describe, expect, it } from "vitest";
import { readJsonBody } from "../../src/adapter-kit/json-body.ts";
import { isCallwrightError } from "../../src/errors/index.ts";

describe("readJsonBody", () => {
  it("gives the value", () => {
    expect(readJsonBody(new TextEncoder().encode('{"a":["ё"]}'), "/x")).toEqual({ a: ["ё"] });
  });

  it.each([
    ["text", new TextEncoder().encode("phone=+79161234567")],
    ["nothing", new Uint8Array()],
    ["broken UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
  ])("refuses %s without quoting it", (_, bytes) => {
    try {
      readJsonBody(bytes, "/voicebox/report");
      expect.unreachable();
    } catch (error) {
      expect(isCallwrightError(error, "WEBHOOK_MALFORMED")).toBe(true);
      expect(String(error)).toContain("/voicebox/report");
      expect(JSON.stringify(error)).not.toContain("7916");
    }
  });
});
