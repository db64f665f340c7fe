import { checkStore as checkInFull, isCallwrightError, type CheckReport } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { withStore, type StoreChoice } from "../load/open-store.ts";
import { checkText } from "./store-report.ts";

/** What `check-store` is told. */
export interface CheckStoreOptions extends StoreChoice {
  readonly json?: boolean;
}

/** Reads everything of a store and tells what is damaged. Exit code 1 when anything is, also when it cannot even be opened for that. */
export async function checkStore(options: CheckStoreOptions, io: CliIo): Promise<number> {
  const report = await lookThrough(options, io);
  io.write(options.json ? `${JSON.stringify(report)}\n` : checkText(report));
  return report.ok ? 0 : 1;
}

async function lookThrough(options: CheckStoreOptions, io: CliIo): Promise<CheckReport> {
  try {
    return await withStore(options, io.cwd, checkInFull);
  } catch (error) {
    if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
    const finding = { kind: "file", table: null, key: null, message: error.message } as const;
    const nothing = { rows: {}, files: 0, fileBytes: 0, unopened: 0 };
    return { store: options.store ?? "", ok: false, ...nothing, findings: [finding], found: 1 };
  }
}
