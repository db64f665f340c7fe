import type { ContractRule } from "./contract-rule.ts";
import type { StoreFixture } from "./store-fixture.ts";
/** Everything a store promises beyond its types. Run each rule on a fixture of its own. */
export declare const storeContract: readonly ContractRule<StoreFixture>[];
