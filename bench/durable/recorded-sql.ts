import { loadDriver } from "../../packages/adapter-sqlite/src/load-driver.ts";
import { pragmas } from "../../packages/adapter-sqlite/src/pragmas.ts";
import { createRowCodec } from "../../packages/adapter-sqlite/src/row-codec.ts";
import { schemaStatements } from "../../packages/adapter-sqlite/src/schema.ts";
import { createStatements } from "../../packages/adapter-sqlite/src/statements.ts";
import { tableShapes } from "../../packages/core/src/adapter-kit/index.ts";
import type { SqlDriver, SqlValue } from "../../packages/adapter-sqlite/src/driver.ts";
import type { StorePort, Write } from "../../packages/core/src/ports/index.ts";
import { storeOver } from "../../packages/core/src/testing/index.ts";

/** One statement of a real run, with the values that it was given. */
export interface RecordedStatement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  readonly reads: boolean;
}

/** The statements that one batch of a real run took: the rows it read before, and the rows it wrote. */
export type RecordedBatch = readonly RecordedStatement[];

/** A store that notes every statement that a real run asks the SQLite store for. */
export interface Recorder {
  readonly store: StorePort;
  readonly batches: RecordedBatch[];
  /** Batches in each transaction. */
  readonly ticks: number[];
}

/** Notes what goes through a store. */
export function record(store: StorePort): Recorder {
  const shapes = tableShapes();
  const codec = createRowCodec("bench", { now: undefined }, shapes);
  const statements = createStatements(shapes);
  const batches: RecordedBatch[] = [];
  const ticks: number[] = [];
  let reads: RecordedStatement[] = [];
  const toStatement = (write: Write): RecordedStatement =>
    write.op === "delete"
      ? { sql: statements.delete(write.table), values: [write.id], reads: false }
      : {
          sql: statements[write.op](write.table),
          values: codec.encode(write.table, write.row),
          reads: false,
        };
  return {
    batches,
    ticks,
    store: storeOver(store, {
      read(table, id) {
        reads.push({ sql: statements.read(table), values: [id], reads: true });
        return store.read(table, id);
      },
      commit(given) {
        ticks.push(given.length);
        given.forEach((batch, index) => {
          batches.push([...(index === 0 ? reads : []), ...batch.map(toStatement)]);
        });
        reads = [];
        return store.commit(given);
      },
    }),
  };
}

/** An empty database as the store makes it, with nothing around. */
export async function openRaw(path: string): Promise<SqlDriver> {
  const open = await loadDriver();
  const driver = open(path);
  for (const pragma of pragmas) driver.exec(`PRAGMA ${pragma}`);
  for (const sql of schemaStatements(tableShapes())) driver.exec(sql);
  return driver;
}

/** Carries out recorded batches, so many of them in one transaction. */
export function carryOut(driver: SqlDriver, batches: readonly RecordedBatch[], inTransaction: number): void {
  for (let from = 0; from < batches.length; from += inTransaction) {
    driver.exec("BEGIN IMMEDIATE");
    for (let index = from; index < Math.min(from + inTransaction, batches.length); index += 1) {
      for (const { sql, values, reads } of batches[index] ?? []) {
        const statement = driver.statement(sql);
        if (reads) statement.get(values);
        else statement.run(values);
      }
    }
    driver.exec("COMMIT");
  }
}
