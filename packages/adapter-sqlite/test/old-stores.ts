import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tableShapes } from "@callwright/core/adapter-kit";
import type { SchemaChange, StorePort } from "@callwright/core/ports";
import { sqlite } from "../src/index.ts";
import { loadDriver } from "../src/load-driver.ts";
import { schemaStatements } from "../src/schema.ts";
import { edit, folder, key } from "./kit.ts";

/** The file of a store that an older version left, with what some more SQL makes of it. */
export async function oldStore(schema: 1 | 2, sql = ""): Promise<string> {
  const path = join(folder(), "store.db");
  const text = readFileSync(new URL(`./fixtures/schema-${schema}.sql`, import.meta.url), "utf8");
  (await edit(path, `BEGIN;${text}${sql}COMMIT;`))();
  return path;
}

/** The file of a store that is made today. */
export async function storeOfToday(): Promise<string> {
  const path = join(folder(), "fresh.db");
  (await edit(path, schemaStatements(tableShapes()).join(";")))();
  return path;
}

/** Opens a store with the key that the fixtures were made with. */
export async function opened(
  path: string,
): Promise<{ readonly store: StorePort; readonly change: SchemaChange | undefined }> {
  const store = sqlite({ path, key });
  return { store, change: await store.open() };
}

/** Tables, columns and indexes of a database, in no particular order. */
export async function shapeOf(path: string): Promise<readonly string[]> {
  const driver = (await loadDriver())(path);
  const columns = driver.statement(
    "SELECT t.name || '.' || c.name || ' ' || c.type || c.pk || c.\"notnull\" AS line FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'",
  );
  const indexes = driver.statement("SELECT sql AS line FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
  const lines = [...columns.all([]), ...indexes.all([])].map(({ line }) => String(line));
  driver.close();
  return lines.sort();
}

/** The rows of every table as they stand in the file, without the snapshots that follow them. */
export async function rawRows(path: string): Promise<Readonly<Record<string, readonly object[]>>> {
  const driver = (await loadDriver())(path);
  const names = driver
    .statement(
      "SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'sum'",
    )
    .all([]);
  const rows = names.map(({ name }) => {
    const texts = driver.statement(`SELECT row FROM "${String(name)}" ORDER BY id`).all([]);
    return [String(name), texts.map(({ row }) => JSON.parse(String(row).split("\n")[0] ?? "") as object)] as const;
  });
  driver.close();
  return Object.fromEntries(rows);
}
