import { createHash } from "node:crypto";
import { isCallwrightError, showKey } from "@callwright/core/adapter-kit";
import type { BlobRow, FilesPort, Rows, TableName } from "@callwright/core/ports";
import type { SqlDriver } from "../driver.ts";
import type { Findings } from "./findings.ts";

/** What checking large contents needs. */
export interface BlobCheckParts {
  readonly driver: SqlDriver;
  readonly files: Pick<FilesPort, "open">;
  readonly isThere: (blob: string) => boolean;
  readonly findings: Findings;
}

/** Checks large contents and their uses, row by row, and counts the files. */
export class BlobCheck {
  files = 0;
  fileBytes = 0;
  readonly #parts: BlobCheckParts;

  constructor(parts: BlobCheckParts) {
    this.#parts = parts;
  }

  /** Compares a content with its hash, and a use with the content that it names. Other rows are no concern of it. */
  async look<Table extends TableName>(table: Table, row: Rows[Table]): Promise<void> {
    if (table === "blobs") await this.#content(row as BlobRow);
    if (table === "blobRefs") this.#use(row as Rows["blobRefs"]);
  }

  #use({ id, blob }: Rows["blobRefs"]): void {
    if (this.#parts.driver.statement("SELECT 1 FROM blobs WHERE id = ?").get([blob])) return;
    this.#parts.findings.add("reference", `the content "${showKey(blob)}" is in use and is not there`, "blobRefs", id);
  }

  async #content(row: BlobRow): Promise<void> {
    const wrong = row.kept === "file" ? await this.#file(row) : wrongIn(row, Buffer.from(row.content, encodingOf(row)));
    const { findings, isThere } = this.#parts;
    if (wrong === undefined || !isThere(row.id)) return;
    findings.add("blob", `the content "${showKey(row.id)}" is damaged: ${wrong}`, "blobs", row.id);
  }

  async #file(row: BlobRow): Promise<string | undefined> {
    const hash = createHash("sha256");
    let bytes = 0;
    try {
      const content = await this.#parts.files.open(row.id);
      if (!content) return "its file is missing";
      this.files += 1;
      for await (const chunk of content) {
        hash.update(chunk);
        bytes += chunk.byteLength;
      }
    } catch (error) {
      if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
      return error.details.reason;
    } finally {
      this.fileBytes += bytes;
    }
    return compare(row, bytes, hash.digest("hex"));
  }
}

function encodingOf({ kept }: BlobRow): "utf8" | "base64" {
  return kept === "text" ? "utf8" : "base64";
}

function wrongIn(row: BlobRow, content: Uint8Array): string | undefined {
  return compare(row, content.byteLength, createHash("sha256").update(content).digest("hex"));
}

function compare({ id, bytes: expected }: BlobRow, bytes: number, sha256: string): string | undefined {
  if (bytes !== expected) return `it has ${bytes} bytes instead of ${expected}`;
  return id.endsWith(`:${sha256}`) ? undefined : "it is not what its hash says";
}
