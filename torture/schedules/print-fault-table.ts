import { playFaultTable } from "./fault-table.ts";

/** Plays one fault after the other beside the same world without it, prints a table, and gives the numbers of rows. */
export async function printFaultTable(): Promise<{ readonly passed: number; readonly failed: number }> {
  const rows = await playFaultTable();
  for (const { fault, expected, actual, neighbours, neighboursWithout, passed } of rows) {
    console.log(`${passed ? "ok    " : "FAILED"} ${fault}`);
    console.log(`         run         expected ${expected}`);
    console.log(`                     actual   ${actual}`);
    console.log(`         neighbours  without  ${neighboursWithout}`);
    console.log(`                     with     ${neighbours}`);
  }
  const passed = rows.filter((row) => row.passed).length;
  return { passed, failed: rows.length - passed };
}
