import assert from "node:assert/strict";
import { isCallwrightError, type ErrorCode } from "../../errors/index.ts";
import type { BatchResult, OwnTables, Rows, StorePort, TableName, Write, WriteBatch } from "../../ports/index.ts";

/** What a rule about stores is run on. */
export interface StoreFixture {
  /** Open and empty. */
  readonly store: StorePort;
  /** Closes the newest store and opens another on the same rows, with tables of the host. Absent where rows do not outlive a store. */
  readonly reopen?: (own?: OwnTables) => Promise<StorePort>;
  /** Damages a row as a failing disk would. Absent where nothing can. */
  readonly damage?: (table: TableName, id: string) => Promise<void>;
}

/** A write that inserts. */
export function insert<Table extends TableName>(table: Table, row: Rows[Table]): Write {
  return { op: "insert", table, row } as Write;
}

/** A write that puts. */
export function put<Table extends TableName>(table: Table, row: Rows[Table]): Write {
  return { op: "put", table, row } as Write;
}

/** A write that deletes. */
export function remove(table: TableName, id: string): Write {
  return { op: "delete", table, id };
}

/** Commits batches of which each must be written. */
export async function written(store: StorePort, ...batches: readonly WriteBatch[]): Promise<void> {
  const results = await store.commit(batches);
  assert.deepEqual(
    results,
    batches.map(() => ({ ok: true })),
    "every batch is written",
  );
}

/** Asserts that a batch was refused with a code. */
export function assertRefused(result: BatchResult | undefined, code: ErrorCode): void {
  assert.ok(result && !result.ok, "the batch is refused");
  assert.ok(isCallwrightError(result.error, code), `the error's code is ${code}`);
}

/** Asserts that a call fails with a code. */
export async function assertFails(call: () => Promise<unknown>, code: ErrorCode): Promise<void> {
  await assert.rejects(call, (error) => isCallwrightError(error, code), `the call fails with ${code}`);
}

/** Ids of rows, in their order. */
export function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id);
}
