import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { createVirtualClock, virtualEngine } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { loadDriver } from "../src/load-driver.ts";
import { keepCopy } from "../src/migrations/keep-copy.ts";
import { edit, folder, key } from "./kit.ts";
import { oldStore, opened, rawRows, shapeOf } from "./old-stores.ts";

const leftAt = "2026-03-05T08:00:30.000Z";

describe("the copy of before", () => {
  it("stands beside the store as it was, and is told", async () => {
    const path = await oldStore(2);
    chmodSync(path, 0o640);
    const before = await rawRows(path);
    const { store, change } = await opened(path);
    await store.close();
    const copy = `${path}.schema-2.bak`;
    expect(change).toEqual({ from: 2, to: 3, copy });
    expect(await rawRows(copy)).toEqual(before);
    expect(statSync(copy).mode & 0o777).toBe(0o640);
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("takes the store's place again", async () => {
    const path = await oldStore(2);
    await (await opened(path)).store.close();
    const { store, change } = await opened(`${path}.schema-2.bak`);
    expect(change?.from).toBe(2);
    expect(await store.find("archives", {})).toHaveLength(1);
    await store.close();
  });

  it("is not written over", async () => {
    const path = await oldStore(2);
    (await edit(`${path}.schema-2.bak`, "CREATE TABLE mine (a)"))();
    const mine = readFileSync(`${path}.schema-2.bak`);
    await (await opened(path)).store.close();
    expect(readFileSync(`${path}.schema-2.bak`)).toEqual(mine);
  });

  it("is one for all attempts at the same, and another where the store was used since", async () => {
    const path = await oldStore(2);
    const open = await loadDriver();
    const first = await keepCopy(open, path, path, 2);
    expect(await keepCopy(open, path, path, 2)).toBe(first);
    (await edit(path, "DELETE FROM jobs"))();
    const { store, change } = await opened(path);
    await store.close();
    expect(change?.copy).toBe(`${path}.schema-2.2.bak`);
    expect((await rawRows(first))["jobs"]).not.toEqual([]);
    expect((await rawRows(`${path}.schema-2.2.bak`))["jobs"]).toEqual([]);
  });

  it("is not made of a store that is new, of today or in memory", async () => {
    const path = join(folder(), "store.db");
    for (const each of [":memory:", path, path]) {
      const { store, change } = await opened(each);
      await store.close();
      expect(change).toBeUndefined();
    }
    expect(readdirSync(dirname(path)).filter((name) => name.includes(".bak"))).toEqual([]);
  });

  it("comes first: where it cannot be written, nothing is changed", async () => {
    const path = await oldStore(2);
    const before = [await shapeOf(path), await rawRows(path)];
    // A folder in the way stands for every reason why a file cannot be written.
    mkdirSync(`${path}.schema-2.bak.part`);
    await expect(opened(path)).rejects.toMatchObject({
      code: "STORE_FAILED",
      details: { reason: expect.stringContaining("no copy of it could be kept at") as string },
    });
    expect([await shapeOf(path), await rawRows(path)]).toEqual(before);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it("is told by the engine's log", async () => {
    const path = await oldStore(2);
    const lines: unknown[] = [];
    const note = (fields: object, message: string) => void lines.push({ ...fields, message });
    const logger = { debug: note, info: note, warn: note, error: note };
    const clock = createVirtualClock(leftAt);
    const world = await virtualEngine({ flows: [], store: sqlite({ path, key }), clock, logger });
    await world.close();
    expect(lines).toContainEqual({
      store: `sqlite:${path}`,
      from: 2,
      to: 3,
      copy: `${path}.schema-2.bak`,
      message: "the store was brought to a newer schema",
    });
  });
});

it("refuses a store of a newer schema and leaves it as it is", async () => {
  const path = await oldStore(2, "UPDATE meta SET value = '4' WHERE key = 'schema';");
  const before = readFileSync(path);
  await expect(opened(path)).rejects.toMatchObject({ code: "STORE_NEWER_SCHEMA", details: { found: 4, known: 3 } });
  expect(readFileSync(path)).toEqual(before);
  expect(readdirSync(dirname(path)).filter((name) => name.includes(".bak"))).toEqual([]);
});
