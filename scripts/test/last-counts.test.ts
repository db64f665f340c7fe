import { expect, it } from "vitest";
import { lastCounts } from "../last-counts.mjs";

it("reads the last closing line", () => {
  expect(lastCounts("1 passed, 0 failed\nmore\n12 passed, 3 failed, 4 skipped\n")).toEqual({
    passed: 12,
    failed: 3,
    skipped: 4,
  });
});

it("takes no other line for a closing line", () => {
  expect(lastCounts("Tests 12 passed, 3 failed\n12 passed, 3 failed today\n")).toBeUndefined();
});
