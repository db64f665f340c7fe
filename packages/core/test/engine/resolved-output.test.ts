import { expect, it } from "vitest";
import { z } from "zod";
import { resolvedOutput } from "../../src/engine/effects/resolved-output.ts";
import { work } from "./support/open-engine.ts";

it("refuses a result that a person found out without telling what is in it", async () => {
  const effect = { ...work({}), output: z.strictObject({ sums: z.record(z.string(), z.int()) }) };
  const given = { sums: { "Anna Schmidt": "+79161234567" }, "Jan Kowalski": 1 };
  const nowhere = { prepare: () => Promise.reject(new Error("no")), adopt: () => Promise.reject(new Error("no")) };
  const refused = await resolvedOutput(effect, given, "shop", nowhere).then(() => undefined, String);
  expect(refused).toContain("sums.*: ");
  expect(refused).not.toMatch(/Anna|Jan|7916/);
});
