import type { ContractRule } from "./contract-rule.ts";
import { type StoreFixture } from "./store-fixture.ts";
/** What a commit promises. */
export declare const storeCommitRules: readonly ContractRule<StoreFixture>[];
