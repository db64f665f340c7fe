import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { definitionMistakes } from "../../src/define/index.ts";
import { catalog } from "../../src/index.ts";

interface DocumentedError {
  readonly code: string;
  readonly side: string;
  readonly retry: string;
  readonly advice: string;
}

const page = readFileSync(new URL("../../../../docs/guides/errors.md", import.meta.url), "utf8");

/** The rows of all tables that begin with a code and have this many cells. */
function rowsOf(cellCount: number): readonly string[][] {
  const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return rows
    .map((cells) => cells.slice(1, -1))
    .filter((cells) => cells.length === cellCount && /^`[A-Z_]+`$/.test(cells[0] ?? ""))
    .map(([code = "", ...rest]) => [code.slice(1, -1), ...rest]);
}

const documented = rowsOf(4).map(([code = "", side = "", retry = "", advice = ""]): DocumentedError => ({
  code,
  side,
  retry,
  advice,
}));

const rules = ({ code, side, retry }: DocumentedError) => `${code}: ${side}, ${retry}`;

describe("the page on errors", () => {
  it("has each code of the catalogue once, and no other", () => {
    expect(documented.map(({ code }) => code).sort()).toEqual(Object.keys(catalog).sort());
  });

  it("tells who acts and whether to retry as the catalogue does", () => {
    const known = Object.entries(catalog).map(([code, { side, retry }]) => `${code}: ${side}, ${retry}`);
    expect(documented.map(rules).sort()).toEqual(known.sort());
  });

  it("has each mistake of a definition once, and no other", () => {
    const codes = rowsOf(2).map(([code]) => code);
    expect(codes.sort()).toEqual(Object.keys(definitionMistakes).sort());
  });

  it("says what to do about each", () => {
    expect(documented.filter(({ advice }) => !/^\S.{15,}[.]$/.test(advice))).toEqual([]);
  });
});
