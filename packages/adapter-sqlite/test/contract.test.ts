import { join } from "node:path";
import { describe, it, onTestFinished } from "vitest";
import { sqlite, type SqliteSettings } from "../src/index.ts";
import type { OwnTables, StorePort } from "@callwright/core/ports";
import { storeContract, type ContractRule, type StoreFixture } from "@callwright/core/testing";
import { edit, folder, key } from "./kit.ts";

async function opened(settings: SqliteSettings, own?: OwnTables): Promise<StorePort> {
  const store = sqlite(settings);
  await store.open(own);
  onTestFinished(() => store.close());
  return store;
}

async function fixture(encrypt: SqliteSettings["encrypt"]): Promise<StoreFixture> {
  const settings = { path: join(folder(), "store.db"), key, encrypt };
  let newest = await opened(settings);
  return {
    store: newest,
    async reopen(own) {
      await newest.close();
      return (newest = await opened(settings, own));
    },
    damage: async (table, id) =>
      (await edit(settings.path, `UPDATE "${table}" SET row = row || ' ' WHERE id = '${id}'`))(),
  };
}

async function check({ appliesTo, run }: ContractRule<StoreFixture>, made: StoreFixture): Promise<void> {
  if (!appliesTo || appliesTo(made)) await run(made);
}

describe("the contract of stores, on an SQLite file", () => {
  it.each(storeContract)("$name", async (rule) => check(rule, await fixture("secrets")));
});

describe("the contract of stores, on an SQLite file where everything is encrypted", () => {
  const searched = (name: string) => name.startsWith("store/search/");
  it.each(storeContract.filter(({ name }) => !searched(name)))("$name", async (rule) =>
    check(rule, await fixture("everything")),
  );
});

describe("the contract of stores, on SQLite in memory", () => {
  const needsFile = ({ name }: { readonly name: string }) => /^store\/(own|damage)\/|outlive/.test(name);
  it.each(storeContract.filter((rule) => !needsFile(rule)))("$name", async (rule) =>
    check(rule, { store: await opened({ path: ":memory:", key }) }),
  );
});
