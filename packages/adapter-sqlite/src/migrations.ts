import type { SqlDriver } from "./driver.ts";
import { toSchema2 } from "./migrations/to-schema-2.ts";

/** Brings a store from one version of the schema to the next. Runs inside the transaction that opens the store. */
export interface Migration {
  readonly from: number;
  apply(driver: SqlDriver): void;
}

/** One for each version before today's; an empty store is made in today's shape at once. Version 1 is the first. */
export const migrations: readonly Migration[] = [{ from: 1, apply: toSchema2 }];
