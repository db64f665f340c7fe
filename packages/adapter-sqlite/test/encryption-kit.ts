import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { tables, type BuiltInRows, type BuiltInTableName, type StorePort, type Write } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";
import { expect } from "vitest";
import { sqlite, type SqliteSettings } from "../src/index.ts";
import { folder } from "./kit.ts";

/** Keys of tests. */
export const [oldKey, newKey, newestKey] = [21, 22, 23].map((fill) => Buffer.alloc(32, fill).toString("base64")) as [
  string,
  string,
  string,
];

/** What must not be found where everything is encrypted. */
export const planted = "plantedwords";

/** A row of each table of the library, with words in it where it may hold words. */
export const plantedRows: readonly Write[] = (Object.keys(tables) as BuiltInTableName[]).map((table) => {
  const words = Object.entries(sampleRow(table)).filter(
    ([field, value]) => typeof value === "string" && isText(table, field),
  );
  const fields = Object.fromEntries(words.map(([field, value]) => [field, `${planted} ${String(value)}`]));
  return { op: "put", table, row: { ...sampleRow(table), ...fields } } as Write;
});

function isText(table: BuiltInTableName, field: string): boolean {
  const indexed = tables[table].indexes.flat() as readonly string[];
  return field !== "id" && field !== "account" && !indexed.includes(field) && table !== "peppers";
}

/** A store in a folder of its own, opened. */
export async function opened(settings: SqliteSettings): Promise<StorePort> {
  const store = sqlite(settings);
  await store.open();
  return store;
}

/** The encryption of a store, which has one. */
export function encryptionOf({ encryption }: StorePort): NonNullable<StorePort["encryption"]> {
  if (!encryption) throw new Error("this store does not encrypt");
  return encryption;
}

/** Commits writes, each of which must be taken. */
export async function commit(store: StorePort, writes: readonly Write[]): Promise<void> {
  expect(await store.commit([writes])).toEqual([{ ok: true }]);
}

/** Reads every row that was written and compares. */
export async function expectRows(store: StorePort, writes: readonly Write[]): Promise<void> {
  for (const write of writes) {
    if (write.op === "delete") continue;
    const { table, row } = write as { readonly table: BuiltInTableName; readonly row: BuiltInRows[BuiltInTableName] };
    const found = await store.read(table, row.id);
    // Compared by the thousand: a matcher for each would take longer than everything else.
    if (!isDeepStrictEqual(found, row)) expect(found).toEqual(row);
  }
}

/** All bytes below a folder; the shared-memory file is left out: it holds no data. */
export function bytesBelow(path: string): string {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith("-shm"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");
}

/** What a loss of power would leave of a folder at this moment, in a folder of its own. */
export function crashImage(path: string): string {
  const image = folder();
  cpSync(path, image, { recursive: true });
  for (const name of readdirSync(image)) if (/-shm$|\.lock$/.test(name)) rmSync(join(image, name));
  return image;
}
