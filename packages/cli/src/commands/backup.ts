import path from "node:path";
import { backupStore } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { withStore, type StoreChoice } from "../load/open-store.ts";
import { UsageError } from "../usage-error.ts";
import { checkText } from "./store-report.ts";

/** What `backup` is told. */
export interface BackupOptions extends StoreChoice {
  /** Where to. */
  readonly to?: string | undefined;
  readonly json?: boolean;
}

/** Copies a store while its owner works. Exit code 1 when the copy holds something damaged: so does the store. */
export async function backup(options: BackupOptions, io: CliIo): Promise<number> {
  const { to } = options;
  if (to === undefined) throw new UsageError("Name the copy with --to copies/callwright-monday.db.");
  const report = await withStore(options, io.cwd, (store) => backupStore(store, path.resolve(io.cwd, to)));
  const at = new Date(report.at).toISOString();
  const told = `wrote ${to}: ${report.bytes} bytes, everything up to ${at}\n${checkText(report.check)}`;
  io.write(options.json ? `${JSON.stringify(report)}\n` : told);
  return report.check.ok ? 0 : 1;
}
