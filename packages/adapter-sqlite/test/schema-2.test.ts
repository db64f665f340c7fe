import { crc32 } from "node:zlib";
import { doNotCallKey, personKey, personPepperId } from "@callwright/core/adapter-kit";
import type { BlobRefRow, StorePort } from "@callwright/core/ports";
import { createVirtualClock, virtualEngine } from "@callwright/core/testing";
import { describe, expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { key } from "./kit.ts";
import { oldStore, opened, rawRows, shapeOf, storeOfToday } from "./old-stores.ts";

/**
 * What version 2 of the schema left: a call in an archive, two that ended and said the same, a live one, two that wait, and two numbers
 * that must not be called.
 */
const archivedCall = "api-360af4f31ef0cf4197845220";
const endedCalls = ["api-a29a428d05b9be7382cff123", "api-e21e83afd4a451433a50becf"] as const;
const waitingCall = "api-3bb56d37abdab9dac4c81e2d";
const archivedWords = "test:48192713d75c3622e9b5f2c0a190d7b4e746ca39cb15269676a3bc0c6f80a440";
const sharedWords = "test:ea133d36c9b511eaef058512205287bb8a58927926102f51e53026b3c660bb76";
const forbidden = ["+79160000001", "+79160000002"] as const;
const leftAt = Date.parse("2026-03-05T08:00:30.000Z");

async function pepperOf(store: StorePort): Promise<string> {
  return (await store.read("peppers", personPepperId))?.value ?? "";
}

describe("a store of schema 2", () => {
  it.each([1, 2] as const)(
    "gets the shape of a store that is made today, once, coming from schema %i",
    async (schema) => {
      const fresh = await shapeOf(await storeOfToday());
      const path = await oldStore(schema);
      for (const from of [schema, undefined]) {
        const { store, change } = await opened(path);
        await store.close();
        expect(change?.from).toBe(from);
        expect(await shapeOf(path)).toEqual(fresh);
      }
    },
  );

  it("keeps all rows that schema 3 did not change", async () => {
    const path = await oldStore(2);
    const before = await rawRows(path);
    const { store } = await opened(path);
    for (const table of [
      "accounts",
      "journal",
      "effects",
      "timers",
      "dedupe",
      "attempts",
      "flows",
      "archives",
      "budgets",
    ] as const) {
      expect(await store.find(table, {}), table).toEqual(before[table]);
    }
    expect(await store.read("connections", "fake:test")).toMatchObject({ secret: '{"access":"token-of-the-portal"}' });
    expect((await store.find("runs", {})).map(({ id }) => id)).toEqual(
      before["runs"]?.map((row) => (row as { id: string }).id),
    );
    await store.close();
  });

  it("says of each transcript how long it is and who needs it", async () => {
    const path = await oldStore(2);
    const before = (await rawRows(path))["blobs"] as readonly { readonly text: string }[];
    const { store } = await opened(path);
    expect(await store.find("blobs", {})).toEqual(
      [archivedWords, sharedWords].map((id, index) => {
        const content = before[index]?.text ?? "";
        const bytes = Buffer.byteLength(content);
        const at = expect.any(Number) as number;
        return { id, account: "test", mediaType: "application/json", bytes, at, kept: "text", content };
      }),
    );
    const refs = await store.find("blobRefs", { where: { account: "test", use: "transcript" } });
    expect(refs.map(({ owner, blob }) => [owner, blob]).sort()).toEqual(
      [
        ["former", archivedWords],
        ["former", sharedWords],
        ...endedCalls.flatMap((call) => [`${call}:1`, `${call}:1:log`].map((run) => [run, sharedWords])),
      ].sort(),
    );
    expect(refs.every(isWhole)).toBe(true);
    await store.close();
  });

  it("keeps the same words of two accounts apart", async () => {
    const id = sharedWords.replace("test:", "other:");
    const row = JSON.stringify({ id, account: "other", mediaType: "application/json", text: "[]" });
    const sum = crc32(row).toString(16).padStart(8, "0");
    const { store } = await opened(
      await oldStore(2, `INSERT INTO blobs VALUES ('${id}', 'other', '${row}', '${sum}');`),
    );
    const refs = await store.find("blobRefs", { where: { blob: id } });
    expect(refs.map(({ account, owner }) => [account, owner])).toEqual([["other", "former"]]);
    await store.close();
  });

  it("knows the persons of its calls by their keys", async () => {
    const { store } = await opened(await oldStore(2));
    const pepper = await pepperOf(store);
    const ids = (await store.find("persons", {})).map(({ id }) => id);
    const of = (mark: Parameters<typeof personKey>[2]) => personKey(pepper, "test", mark).slice(0, 16);
    const subject = { type: "deal", id: "41" } as const;
    expect(ids).toContain(`${of({ subject })}/${archivedCall}`);
    expect(ids).toContain(`${of({ phone: "+79161230041" })}/${archivedCall}`);
    expect(ids).toContain(`${of({ subject: { type: "contact", id: "c41" } })}/${archivedCall}`);
    expect(ids).toContain(`${of({ subject: { type: "deal", id: "46" } })}/${waitingCall}`);
    await store.close();
  });

  it("hashes persons with a secret of its own, sealed with the store's key", async () => {
    const paths = [await oldStore(2), await oldStore(2)];
    const peppers = [];
    for (const path of paths) {
      const { store } = await opened(path);
      peppers.push(await pepperOf(store));
      await store.close();
      const [row] = (await rawRows(path))["peppers"] as readonly { readonly value: string }[];
      expect(row?.value).toMatch(/^sealed/);
    }
    expect(new Set(peppers).size).toBe(2);
    expect(peppers.join("")).toMatch(/^[0-9a-f]{128}$/);
  });
});

/** Keyed and indexed by what it says. */
function isWhole({ id, owner, use, blob, at }: BlobRefRow): boolean {
  const [, hash = ""] = blob.split(":");
  const rest = owner === "former" ? blob : hash.slice(0, 16);
  return id === `${owner}/${use}/${rest}` && at > 0 && at <= leftAt;
}

describe("numbers that must not be called", () => {
  const damage = `UPDATE "doNotCall" SET row = replace(row, 'letter', 'lettre');`;

  it.each([
    ["", "asked in a letter"],
    [damage, "Its row was damaged: when and why is not known."],
  ])("stay on the list under their keys, also when a row is damaged (%j)", async (sql, reason) => {
    const path = await oldStore(2, sql);
    const { store } = await opened(path);
    const pepper = await pepperOf(store);
    expect(await store.find("doNotCall", { where: { account: "test" } })).toHaveLength(2);
    const [, phone] = forbidden;
    const id = doNotCallKey(pepper, "test", phone);
    expect(await store.read("doNotCall", id)).toMatchObject({ id, account: "test", phone, reason });
    await store.close();
  });

  it("are known to an engine of today, which takes them off again", async () => {
    const path = await oldStore(2, damage);
    const world = await virtualEngine({ flows: [], store: sqlite({ path, key }) });
    for (const [at, phone] of forbidden.entries()) {
      await world.account.allow(phone);
      expect(await world.store.find("doNotCall", {})).toHaveLength(1 - at);
    }
    await world.close();
  });
});

describe("transcripts of before", () => {
  const archivedRun = `${archivedCall}:1`;
  const world = async (path: string) => {
    const clock = createVirtualClock(new Date(leftAt).toISOString());
    const made = await virtualEngine({ flows: [], store: sqlite({ path, key }), clock });
    await clock.settle();
    return made;
  };

  it("are read as before, and belong to the runs that need them, those of archives, too", async () => {
    const made = await world(await oldStore(2));
    for (const [run, words] of [
      [archivedRun, "да, я приду"],
      [`${endedCalls[0]}:1`, "да, конечно"],
      [`${endedCalls[1]}:1`, "да, конечно"],
    ] as const) {
      expect((await made.account.transcript(run)).map(({ text }) => text)).toEqual([words, "Спасибо!"]);
    }
    const refs = await made.store.find("blobRefs", { where: { blob: archivedWords } });
    expect(refs.map(({ owner }) => owner)).toEqual([archivedRun, `${archivedCall}:1:log`]);
    expect(refs.every(isWhole)).toBe(true);
    expect(await made.store.find("blobRefs", { where: { owner: "former" } })).toEqual([]);
    await made.close();
  });

  it("go when no run needs them", async () => {
    const made = await world(await oldStore(2, `DELETE FROM archives;`));
    expect((await made.store.find("blobs", {})).map(({ id }) => id)).toEqual([sharedWords]);
    await made.close();
  });

  it("stay while an archive cannot be read, for it may be the one that needs them", async () => {
    const made = await world(await oldStore(2, `UPDATE archives SET row = replace(row, '"data"', '"dada"');`));
    expect(await made.store.find("blobs", {})).toHaveLength(2);
    expect(await made.store.find("blobRefs", { where: { owner: "former" } })).toHaveLength(2);
    await made.close();
  });
});
