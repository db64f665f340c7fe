import { join } from "node:path";
import { describe, it, onTestFinished } from "vitest";
import { sqlite, type SqliteSettings } from "../src/index.ts";
import { storeContract } from "@callwright/core/testing";
import { folder, key } from "./kit.ts";

async function opened(settings: SqliteSettings): Promise<ReturnType<typeof sqlite>> {
  const store = sqlite(settings);
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

describe("the contract of stores, on an SQLite file", () => {
  it.each(storeContract)("$name", async ({ run }) => {
    const settings = { path: join(folder(), "store.db"), key };
    const store = await opened(settings);
    const reopen = async () => {
      await store.close();
      return opened(settings);
    };
    await run({ store, reopen });
  });
});

describe("the contract of stores, on SQLite in memory", () => {
  it.each(storeContract.filter(({ appliesTo }) => !appliesTo))("$name", async ({ run }) => {
    await run({ store: await opened({ path: ":memory:", key }) });
  });
});
