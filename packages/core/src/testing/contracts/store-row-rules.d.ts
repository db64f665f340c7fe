import type { ContractRule } from "./contract-rule.ts";
import { type StoreFixture } from "./store-fixture.ts";
/** What reading, closing and opening again promise. */
export declare const storeRowRules: readonly ContractRule<StoreFixture>[];
