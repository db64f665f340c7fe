import { existsSync } from "node:fs";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import type { RobotDefinition } from "@callwright/core";
import type { RunRow, StorePort } from "@callwright/core/ports";
import { toCapturedRun, type CapturedRun } from "@callwright/core/testing";
import { UsageError } from "../usage-error.ts";

/** Which store is read. */
export interface StoreChoice {
  /** Path of the SQLite file. */
  readonly store?: string | undefined;
  /** Environment variable with the store's key. Default: CALLWRIGHT_KEY. */
  readonly keyEnv?: string | undefined;
}

/** Reads from a store while its owner goes on working with it; nothing is written. */
export async function withStore<Result>(
  choice: StoreChoice,
  cwd: string,
  read: (store: StorePort) => Promise<Result>,
): Promise<Result> {
  if (choice.store === undefined) throw new UsageError("Name the store with --store callwright.db.");
  const file = path.resolve(cwd, choice.store);
  if (!existsSync(file)) throw new UsageError(`There is no store ${choice.store}.`);
  const store = sqlite({ path: file, key: process.env[choice.keyEnv ?? "CALLWRIGHT_KEY"], readOnly: true });
  await store.open();
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

/**
 * The dialog of a run of the store, not masked. `robot` puts the reports in order where the run is of that very version.
 *
 * @throws UsageError when the store has no such run
 */
export async function readCall(store: StorePort, id: string, robot: RobotDefinition): Promise<CapturedRun> {
  const run = await store.read("runs", id);
  if (!run) throw new UsageError(`The store has no run "${id}".`);
  const journal = await store.find("journal", { where: { run: id }, limit: 10_000 });
  const job = run.job === null ? undefined : await store.read("jobs", run.job);
  return toCapturedRun(journal, run, run.version === robot.version ? robot : undefined, job);
}

const pageSize = 1_000;

/** The ended calls of a robot, oldest first; with `version`, those of this version alone. */
export async function* endedCalls(
  store: StorePort,
  { id, version, most }: { readonly id: string; readonly version?: number; readonly most: number },
): AsyncGenerator<RunRow> {
  const seen = new Set<string>();
  let given = 0;
  for (let from = 0; ;) {
    const page = await store.find("runs", {
      where: { status: "ended" },
      from: { field: "startedAt", value: from },
      limit: pageSize,
    });
    const fresh = page.filter((run) => !seen.has(run.id));
    for (const run of fresh) {
      seen.add(run.id);
      if (!run.flow.startsWith(`${id}/`) || (version !== undefined && run.version !== version)) continue;
      if (given >= most) return;
      given += 1;
      yield run;
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize || fresh.length === 0) return;
    from = last.startedAt;
  }
}
