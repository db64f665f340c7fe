import type { Seal } from "@callwright/core/adapter-kit";
import type { SqlDriver } from "./driver.ts";
import { toSchema2 } from "./migrations/to-schema-2.ts";
import { toSchema3 } from "./migrations/to-schema-3.ts";

/** Brings a store from one version of the schema to the next. Runs inside the transaction that opens the store. */
export interface Migration {
  readonly from: number;
  /** @param seal with the key that the store was given, if any */
  apply(driver: SqlDriver, seal: Seal | undefined): void;
}

/** One for each version before today's; an empty store is made in today's shape at once. Version 1 is the first. */
export const migrations: readonly Migration[] = [
  { from: 1, apply: toSchema2 },
  { from: 2, apply: toSchema3 },
];
