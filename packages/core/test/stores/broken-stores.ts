import { brokenCommits } from "./broken/broken-commits.ts";
import { brokenDamage } from "./broken/broken-damage.ts";
import { brokenFiles } from "./broken/broken-files.ts";
import { brokenFinds } from "./broken/broken-finds.ts";
import { brokenOwn } from "./broken/broken-own.ts";
import { brokenRows } from "./broken/broken-rows.ts";
import { brokenSearches } from "./broken/broken-searches.ts";
import { sparingOwn, type BrokenStores } from "./broken/over.ts";

/** For each rule of the contract a store that breaks that rule and no other. */
export const brokenStores: BrokenStores = {
  ...sparingOwn({
    ...brokenCommits,
    ...brokenRows,
    ...brokenFinds,
    ...brokenFiles,
    ...brokenSearches,
    ...brokenDamage,
  }),
  ...brokenOwn,
};
