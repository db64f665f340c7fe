import type { ContractRule } from "./contract-rule.ts";
import { storeCommitRules } from "./store-commit-rules.ts";
import { storeDamageRules } from "./store-damage-rules.ts";
import { storeFindRules } from "./store-find-rules.ts";
import { storeFilesRules } from "./store-files-rules.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { storeOwnRules } from "./store-own-rules.ts";
import { storeRowRules } from "./store-row-rules.ts";
import { storeSearchRules } from "./store-search-rules.ts";

/** Everything a store promises beyond its types. Run each rule on a fixture of its own. */
export const storeContract: readonly ContractRule<StoreFixture>[] = [
  ...storeCommitRules,
  ...storeRowRules,
  ...storeFindRules,
  ...storeOwnRules,
  ...storeFilesRules,
  ...storeSearchRules,
  ...storeDamageRules,
];
