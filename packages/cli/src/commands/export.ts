import { createWriteStream } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { exportFromStore, type ExportedRow } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { withStore, type StoreChoice } from "../load/open-store.ts";
import { accountOf, personOf, type PersonChoice } from "./person-choice.ts";

/** What is exported, and where to. */
export interface ExportCommandOptions extends StoreChoice, PersonChoice {
  readonly account?: string | undefined;
  /** Personal data as they are. */
  readonly clear?: boolean;
  /** Default: standard output. */
  readonly out?: string | undefined;
  /** With `out`: tells what was written as one JSON object. */
  readonly json?: boolean;
}

/** Writes everything of an account, or of one person in it, one JSON object a line; also while the store's owner works. */
export async function exportRows(options: ExportCommandOptions, io: CliIo): Promise<number> {
  const account = accountOf(options.account);
  const person = personOf(options);
  const { out } = options;
  await withStore(options, io.cwd, async (store) => {
    const rows = exportFromStore(store, { account, masked: options.clear !== true, ...(person && { person }) });
    if (out === undefined) {
      for await (const row of rows) io.write(`${JSON.stringify(row)}\n`);
      return;
    }
    const counts = await writeLines(path.resolve(io.cwd, out), rows);
    io.write(options.json ? `${JSON.stringify({ out, rows: counts })}\n` : told(out, counts));
  });
  return 0;
}

async function writeLines(file: string, rows: AsyncIterable<ExportedRow>): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  // A file that is there already is not written over: it may hold what nobody has any more.
  const stream = createWriteStream(file, { flags: "wx", mode: 0o600 });
  await once(stream, "open");
  for await (const { table, row } of rows) {
    counts[table] = (counts[table] ?? 0) + 1;
    if (!stream.write(`${JSON.stringify({ table, row })}\n`)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
  return counts;
}

function told(out: string, counts: Readonly<Record<string, number>>): string {
  const tables = Object.entries(counts).map(([table, count]) => `${table} ${count}`);
  return `wrote ${out}: ${tables.length === 0 ? "no rows" : tables.join(", ")}\n`;
}
