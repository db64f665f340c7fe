import type { ContractRule } from "./contract-rule.ts";
import { storeCommitRules } from "./store-commit-rules.ts";
import { storeFindRules } from "./store-find-rules.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { storeRowRules } from "./store-row-rules.ts";

/** Everything a store promises beyond its types. Run each rule on a fixture of its own. */
export const storeContract: readonly ContractRule<StoreFixture>[] = [
  ...storeCommitRules,
  ...storeRowRules,
  ...storeFindRules,
];
