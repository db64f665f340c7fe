import type { SqlDriver } from "../../driver.ts";
import { rowsOfSchema2, toStored } from "./rows-of-schema-2.ts";

/** Who needs a transcript whose run stands in an archive, until the engine has looked there. */
const formerOwner = "former";

/**
 * Gives blobs their new fields and says who needs them: each run that names a transcript, and, as runs of archives cannot be read
 * here, an owner that stands for all of those.
 */
export function keepBlobs(driver: SqlDriver): void {
  const write = driver.statement(`UPDATE "blobs" SET row = ?, sum = ? WHERE rowid = ?`);
  const at = latestMoment(driver);
  const addRef = refWriter(driver);
  for (const { place, id, fields } of rowsOfSchema2(driver, "blobs")) {
    if (!fields) continue;
    const { account, mediaType, text } = fields;
    const content = String(text);
    const bytes = Buffer.byteLength(content, "utf8");
    write.run([...toStored({ id, account, mediaType, bytes, at, kept: "text", content }), place]);
    addRef({ account: String(account), blob: id, owner: formerOwner, at });
  }
  for (const { id, fields } of rowsOfSchema2(driver, "runs")) {
    const facts = fields?.["facts"] as { readonly transcriptBlob?: string | null } | null | undefined;
    if (!facts?.transcriptBlob) continue;
    const { account, startedAt } = fields ?? {};
    addRef({ account: String(account), blob: facts.transcriptBlob, owner: id, at: Number(startedAt) });
  }
}

/** Not before any of the blobs was written: their own moments were not noted, and nothing may go before its time. */
function latestMoment(driver: SqlDriver): number {
  const latest = driver.statement(
    `SELECT max(coalesce((SELECT max("startedAt") FROM "runs"), 0), coalesce((SELECT max("closedAt") FROM "archives"), 0)) AS at`,
  );
  return Number(latest.get([])?.["at"]);
}

interface NewRef {
  readonly account: string;
  readonly blob: string;
  readonly owner: string;
  readonly at: number;
}

function refWriter(driver: SqlDriver): (ref: NewRef) => void {
  const insert = driver.statement(
    `INSERT INTO "blobRefs" (id, "blob", "owner", "account", "use", "at", row, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return ({ account, blob, owner, at }) => {
    const use = "transcript";
    const hash = blob.slice(blob.lastIndexOf(":") + 1);
    // A run is of one account; the owner that stands for all is of every account, and two may hold the same words.
    const id = `${owner}/${use}/${owner === formerOwner ? blob : hash.slice(0, 16)}`;
    insert.run([id, blob, owner, account, use, at, ...toStored({ id, account, blob, owner, use, at })]);
  };
}
