import { expect, it } from "vitest";
import { playFaultTable } from "./fault-table.ts";

it("a fault meets one run and changes nothing for the runs beside it", { timeout: 60_000 }, async () => {
  const rows = await playFaultTable();
  expect(rows.map(({ actual }) => actual)).toEqual(rows.map(({ expected }) => expected));
  expect(rows.map(({ neighbours }) => neighbours)).toEqual(rows.map(({ neighboursWithout }) => neighboursWithout));
  expect(rows.filter(({ passed }) => !passed)).toEqual([]);
  expect(rows[0]?.neighboursWithout).toBe("all three ended sold, 1 word, 0 timers fired");
});
