import type { TableShapes } from "@callwright/core/adapter-kit";
import type { CheckOptions, CheckReport, FilesPort } from "@callwright/core/ports";
import { sqlAside } from "../aside/sql-aside.ts";
import type { SqlDriver } from "../driver.ts";
import type { RowCodec } from "../row-codec.ts";
import { hasResultCode } from "../result-code.ts";
import { BlobCheck } from "./check-blobs.ts";
import { checkRows } from "./check-rows.ts";
import { Findings } from "./findings.ts";
import { missingObject } from "./light-check.ts";

/** What a full check needs. */
export interface StoreCheckParts {
  /** As its user knows it. */
  readonly path: string;
  /** Where the file is; `undefined` for a database in memory, whose pages are checked by its own connection. */
  readonly file: string | undefined;
  /** A connection that is read from between other things. */
  readonly driver: SqlDriver;
  readonly codec: RowCodec;
  readonly shapes: TableShapes;
  readonly files: Pick<FilesPort, "open">;
  /** Whether a large content still belongs to the store now, which may be later than what is read. */
  readonly isThere: (blob: string) => boolean;
}

/** Reads everything of a store: pages, indexes, rows, large contents. Shape: see {@link CheckReport}. */
export async function checkStoreFully(parts: StoreCheckParts, { look }: CheckOptions = {}): Promise<CheckReport> {
  const { path, driver, codec, shapes } = parts;
  const findings = new Findings();
  const missing = missingObject(driver, shapes);
  if (missing !== undefined) findings.add("file", `${missing} is missing`);
  for (const line of await brokenPages(parts)) findings.add("file", `the file is broken: ${line}`);
  const blobs = new BlobCheck({ driver, files: parts.files, isThere: parts.isThere, findings });
  const rows: Record<string, number> = {};
  let unopened = 0;
  for (const table of shapes.names) {
    const lookFurther = blobs.look.bind(blobs);
    const count = await checkRows({ path, driver, codec, shapes, findings, look, lookFurther }, table);
    rows[table] = count.rows;
    unopened += count.unopened;
  }
  return {
    store: path,
    ok: findings.found === 0,
    rows,
    files: blobs.files,
    fileBytes: blobs.fileBytes,
    unopened,
    findings: findings.kept,
    found: findings.found,
  };
}

/** What SQLite itself finds in pages, indexes and the full-text indexes. */
async function brokenPages({ file, driver }: StoreCheckParts): Promise<readonly string[]> {
  const sql = "PRAGMA integrity_check";
  try {
    const [rows = []] = file === undefined ? [driver.statement(sql).all([])] : await sqlAside(file, [{ sql }]);
    return rows.map((row) => String(row["integrity_check"]).replaceAll("\n", ", ")).filter((line) => line !== "ok");
  } catch (error) {
    if (hasResultCode(error, "CORRUPT") || hasResultCode(error, "NOTADB")) return ["it cannot be read to its end"];
    throw error;
  }
}
