import type { ContractRule } from "./contract-rule.ts";
import { type StoreFixture } from "./store-fixture.ts";
/** What queries promise. */
export declare const storeFindRules: readonly ContractRule<StoreFixture>[];
