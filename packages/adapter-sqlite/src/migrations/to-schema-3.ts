import type { Seal } from "@callwright/core/adapter-kit";
import type { SqlDriver } from "../driver.ts";
import { hidePersons } from "./schema-3/hide-persons.ts";
import { keepBlobs } from "./schema-3/keep-blobs.ts";

/** What schema 3 has and schema 2 had not. Written out: a later schema must not change what this migration makes. */
const statements = [
  `CREATE TABLE "blobRefs" (id TEXT PRIMARY KEY NOT NULL, "blob", "owner", "account", "use", "at", row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE INDEX "blobRefs_blob" ON "blobRefs" ("blob", "id")`,
  `CREATE INDEX "blobRefs_owner" ON "blobRefs" ("owner", "id")`,
  `CREATE INDEX "blobRefs_account_use_at" ON "blobRefs" ("account", "use", "at", "id")`,
  `CREATE TABLE "turns" (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "run", "turn", row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE INDEX "turns_run_turn" ON "turns" ("run", "turn", "id")`,
  `CREATE VIRTUAL TABLE "turns_text" USING fts5(words, content='', tokenize='ascii')`,
  `CREATE TABLE "persons" (id TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE TABLE "retentions" (id TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE TABLE "peppers" (id TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE TABLE "quarantine" (id TEXT PRIMARY KEY NOT NULL, "at", row TEXT NOT NULL, sum TEXT NOT NULL)`,
  `CREATE INDEX "quarantine_at" ON "quarantine" ("at", "id")`,
];

/**
 * From schema 2: blobs know who needs them, persons stand under keys, and there is room for searched turns, retention and damaged rows.
 * Transcripts of before are not searched: their words would have to be taken apart here.
 */
export function toSchema3(driver: SqlDriver, seal: Seal | undefined): void {
  for (const sql of statements) driver.exec(sql);
  keepBlobs(driver);
  hidePersons(driver, seal);
}
