import { existsSync } from "node:fs";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import type { RobotDefinition } from "@callwright/core";
import type { RunRow, StorePort } from "@callwright/core/ports";
import { endedRuns, readStoredRun, toCapturedRun, type CapturedRun, type StoredRun } from "@callwright/core/testing";
import { UsageError } from "../usage-error.ts";

/** Which store is read. */
export interface StoreChoice {
  /** Path of the SQLite file. */
  readonly store?: string | undefined;
  /** Environment variable with the store's key. Default: CALLWRIGHT_KEY. */
  readonly keyEnv?: string | undefined;
}

/** Reads from a store while its owner goes on working with it; nothing is written. */
export function withStore<Result>(
  choice: StoreChoice,
  cwd: string,
  read: (store: StorePort) => Promise<Result>,
): Promise<Result> {
  return withOpened(choice, cwd, true, read);
}

/** Works with a store as its owner. @throws `STORE_LOCKED` while another process owns it */
export function withOwnedStore<Result>(
  choice: StoreChoice,
  cwd: string,
  work: (store: StorePort) => Promise<Result>,
): Promise<Result> {
  return withOpened(choice, cwd, false, work);
}

async function withOpened<Result>(
  choice: StoreChoice,
  cwd: string,
  readOnly: boolean,
  read: (store: StorePort) => Promise<Result>,
): Promise<Result> {
  if (choice.store === undefined) throw new UsageError("Name the store with --store callwright.db.");
  const file = path.resolve(cwd, choice.store);
  if (!existsSync(file)) throw new UsageError(`There is no store ${choice.store}.`);
  const key = process.env[choice.keyEnv ?? "CALLWRIGHT_KEY"];
  const store = sqlite({ path: file, key, formerKeys: key === undefined ? [] : formerKeys(), readOnly });
  await store.open();
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

/** Keys that a store still needs while its key is being changed, from the environment variable CALLWRIGHT_FORMER_KEYS. */
function formerKeys(): readonly string[] {
  return (process.env["CALLWRIGHT_FORMER_KEYS"] ?? "").split(/[\s,]+/).filter((key) => key !== "");
}

/**
 * The dialog of a run of the store, not masked, also of one that was put away. `robot` puts the reports in order where the run is of that
 * very version.
 *
 * @throws UsageError when the store has no such run
 */
export async function readCall(store: StorePort, id: string, robot: RobotDefinition): Promise<CapturedRun> {
  const stored = await readStoredRun(store, id);
  if (!stored) throw new UsageError(`The store has no run "${id}".`);
  return captureStored(store, stored, robot);
}

/** The ended calls of a robot, the oldest first; with `version`, those of this version alone. */
export async function* endedCalls(
  store: StorePort,
  robot: RobotDefinition,
  { version, most }: { readonly version?: number; readonly most: number },
): AsyncGenerator<CapturedRun> {
  const isWanted = (run: RunRow) =>
    run.flow.startsWith(`${robot.id}/`) && (version === undefined || run.version === version);
  let given = 0;
  for await (const stored of endedRuns(store, isWanted)) {
    if (given >= most) return;
    given += 1;
    yield captureStored(store, stored, robot);
  }
}

async function captureStored(
  store: StorePort,
  { run, journal }: StoredRun,
  robot: RobotDefinition,
): Promise<CapturedRun> {
  const job = run.job === null ? undefined : await store.read("jobs", run.job);
  return toCapturedRun(journal, run, run.version === robot.version ? robot : undefined, job);
}
