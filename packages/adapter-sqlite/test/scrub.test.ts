import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StorePort, WriteBatch } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadDriver } from "../src/load-driver.ts";
import { withEmptyMiddle } from "../src/scrub-pages.ts";
import { sqlite } from "../src/sqlite.ts";
import { key } from "./kit.ts";

function fileOf(): string {
  const folder = mkdtempSync(join(tmpdir(), "callwright-scrub-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "store.db");
}

/** How many of the words stand in the database or its log. */
function hits(path: string, words: readonly string[]): number {
  const bytes = Buffer.concat([readFileSync(path), readFileSync(`${path}-wal`)]);
  return words.filter((word) => bytes.includes(word)).length;
}

const word = (at: number) => `secret-${at}-`;
const all = Array.from({ length: 600 }, (_, at) => at);

/** Writes rows that grow and shrink where they stand, which makes SQLite spread them over their neighbours. */
async function writeAll(store: StorePort): Promise<void> {
  const write = (at: number, times: number): WriteBatch => {
    const input = { text: word(at).repeat(times) };
    return [{ op: "put", table: "jobs", row: sampleRow("jobs", { id: `j${at}`, input }) }];
  };
  await store.commit(all.map((at) => write(at, 3)));
  const random = seeded(12);
  for (let round = 0; round < 60; round += 1)
    await store.commit(
      all.slice(0, 30).map(() => write(Math.floor(random() * all.length), 1 + Math.floor(random() * 60))),
    );
}

describe("scrub", () => {
  it("leaves nothing of deleted rows, not even copies that SQLite left in the middle of pages", async () => {
    const path = fileOf();
    const store = sqlite({ path });
    await store.open();
    await writeAll(store);
    const odd = all.filter((at) => at % 2 === 1);
    await store.commit(odd.map((at) => [{ op: "delete", table: "jobs", id: `j${at}` }]));
    await emptyLog(path);
    expect(hits(path, odd.map(word))).toBeGreaterThan(0);
    await store.scrub?.();
    expect(hits(path, odd.map(word))).toBe(0);
    expect(await store.find("jobs", {})).toHaveLength(300);
    expect((await store.check?.())?.findings).toEqual([]);
    await store.close();
  });

  it("is part of encrypting everything: no copy of a row stays readable", async () => {
    const path = fileOf();
    const before = sqlite({ path });
    await before.open();
    await writeAll(before);
    await before.close();
    const store = sqlite({ path, key, encrypt: "everything" });
    await store.open();
    await store.encryption?.settled();
    expect(hits(path, all.map(word))).toBe(0);
    expect(await store.find("jobs", {})).toHaveLength(600);
    await store.close();
  });

  it("tells of the copy that a migration left beside the store", async () => {
    const path = fileOf();
    const store = sqlite({ path });
    await store.open();
    await store.scrub?.();
    writeFileSync(`${path}.schema-2.bak`, "");
    await expect(store.scrub?.()).rejects.toMatchObject({ code: "STORE_FAILED" });
    await store.close();
  });

  it("leaves a page as it is when nothing stands in its middle, or it is none of a tree", () => {
    const page = new Uint8Array(512);
    page.set([0x0d, 0, 0, 0, 1, 0x01, 0x80]);
    expect(withEmptyMiddle(page, 0)).toBeUndefined();
    page[100] = 7;
    const clean = withEmptyMiddle(page, 0);
    expect(clean?.[100]).toBe(0);
    expect(page[100]).toBe(7);
    page[0] = 0;
    expect(withEmptyMiddle(page, 0)).toBeUndefined();
    page.set([0x0d, 0, 0, 0, 1, 0xff, 0xff]);
    expect(withEmptyMiddle(page, 0)).toBeUndefined();
  });
});

/** Everything is in the database then, so that what is found is not just the log. */
async function emptyLog(path: string): Promise<void> {
  const driver = (await loadDriver())(path);
  driver.statement("PRAGMA wal_checkpoint(TRUNCATE)").all([]);
  driver.close();
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}
