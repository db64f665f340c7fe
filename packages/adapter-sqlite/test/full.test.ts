import { statSync } from "node:fs";
import { join } from "node:path";
import type { StorePort } from "@callwright/core/ports";
import { isCallwrightError } from "@callwright/core";
import { sampleRow, virtualEngine } from "@callwright/core/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { sqlite } from "../src/index.ts";
import { countingFlow } from "./counting-flow.ts";
import { folder, key, start } from "./kit.ts";

/** Sizes are those of SQLite's own limit, `max_page_count`: what it refuses is a real `SQLITE_FULL`. */
describe("a store whose room is used up", () => {
  it("refuses what does not fit as a whole and keeps what was acknowledged; it goes on when there is room", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path, key, maxBytes: 600_000 });
    await store.open();
    onTestFinished(() => store.close());
    const acknowledged: string[] = [];
    let refused: unknown;
    for (let at = 0; refused === undefined; at += 1) {
      const row = sampleRow("archives", { id: `lane-${at}`, account: "shop", data: "x".repeat(20_000) });
      const [result] = await store.commit([[{ op: "insert", table: "archives", row }]]);
      if (result?.ok) acknowledged.push(row.id);
      else refused = result?.error;
    }
    expect(refused).toMatchObject({ code: "STORE_FULL", retry: "after", details: { path } });
    expect((refused as Error).message).toContain("it goes on by itself");
    expect(statSync(path).size).toBeLessThanOrEqual(600_000);
    expect((await store.find("archives", { where: { account: "shop" } })).map(({ id }) => id)).toEqual(
      [...acknowledged].sort(),
    );
    const [first = ""] = acknowledged;
    const again = sampleRow("archives", { id: "again", account: "shop", data: "y".repeat(15_000) });
    expect(await store.commit([[{ op: "delete", table: "archives", id: first }]])).toEqual([{ ok: true }]);
    expect(await store.commit([[{ op: "insert", table: "archives", row: again }]])).toEqual([{ ok: true }]);
    expect(await store.check?.()).toMatchObject({ ok: true, found: 0 });
  });

  it("lets an engine refuse and go on by itself: every acknowledged event is there, no other, each once", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path, key, maxBytes: 500_000 });
    await using world = await virtualEngine({ flows: [countingFlow], store });
    const run = await world.account.start(countingFlow, { input: null });
    const ballast = await fill(store);
    const acknowledged: number[] = [];
    const refused: number[] = [];
    const say = (number: number) => run.send({ type: "count", number, word: "w".repeat(2_000) }, `k${number}`);
    for (let number = 1; refused.length < 3; number += 1) {
      try {
        await say(number);
        acknowledged.push(number);
      } catch (error) {
        expect(isCallwrightError(error, "STORE_FULL")).toBe(true);
        refused.push(number);
      }
    }
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const id of ballast) await store.commit([[{ op: "delete", table: "archives", id }]]);
    // Who was refused sends it again.
    for (const number of refused) {
      expect(await say(number)).toBe("applied");
      acknowledged.push(number);
    }
    await run.send({ type: "finish" });
    expect((await run.status()).output).toMatchObject({ numbers: acknowledged });
  });
});

describe("a store that another process holds for writing", () => {
  it("waits for it and writes then", { timeout: 60_000 }, async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path, key });
    await store.open();
    onTestFinished(() => store.close());
    const holder = start("hold-for-writing", [path, "300"]);
    expect(await holder.line()).toBe("held");
    const row = sampleRow("accounts", { id: "shop" });
    expect(await store.commit([[{ op: "insert", table: "accounts", row }]])).toEqual([{ ok: true }]);
    expect(await holder.line()).toBe("released");
  });
});

/** Large rows until the store has no more room for another. @returns their keys */
async function fill(store: StorePort): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const size of [20_000, 4_000]) {
    for (let isFull = false; !isFull;) {
      const row = sampleRow("archives", { id: `ballast-${ids.length}`, data: "x".repeat(size) });
      const [result] = await store.commit([[{ op: "insert", table: "archives", row }]]);
      if (result?.ok) ids.push(row.id);
      else isFull = true;
    }
  }
  return ids;
}
