import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineTable } from "../../src/define/index.ts";
import { isCallwrightError } from "../../src/errors/index.ts";
import { plainTable, tableEdits } from "./support/table-edits.ts";

function mistakesOf(definition: object): readonly string[] {
  try {
    defineTable(definition as never);
    return [];
  } catch (error) {
    if (!isCallwrightError(error, "DEFINE_INVALID")) throw error;
    return error.details.mistakes.map(({ code, path }) => `${code} ${path}`);
  }
}

describe("defineTable", () => {
  it("fills in what is not said", () => {
    const row = z.object({ id: z.string() });
    const table = defineTable({ id: "visits", version: 1, row });
    expect(table).toEqual({
      kind: "table",
      id: "visits",
      version: 1,
      row,
      key: "id",
      indexes: [],
      search: [],
      person: {},
    });
  });

  it("keeps what is said", () => {
    const given = plainTable();
    expect(defineTable(given as never)).toEqual({ kind: "table", key: "id", ...given });
  });

  it.each(tableEdits)("refuses %s = %j", (path, value, ...mistakes) => {
    expect(mistakesOf({ ...plainTable(), [path as string]: value })).toEqual(mistakes);
  });

  it("tells all mistakes together", () => {
    expect(mistakesOf({ id: "visits", version: 1, row: z.string(), indexes: [["at"]] })).toEqual([
      "DEFINE_WRONG_TYPE row",
      "DEFINE_UNKNOWN_FIELD key",
      "DEFINE_UNKNOWN_FIELD indexes[0][0]",
    ]);
  });
});
