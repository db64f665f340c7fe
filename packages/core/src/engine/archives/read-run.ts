import type { RunRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";
import { unpackRuns } from "./archive.ts";
import type { ArchivedRun } from "./squeeze-run.ts";

/** A run with everything that the tables keep of it. */
export async function readRun(store: StorePort, run: RunRow): Promise<ArchivedRun> {
  const [journal, effects, attempt] = await Promise.all([
    allRows(store, "journal", { run: run.id }),
    allRows(store, "effects", { run: run.id }),
    run.job === null ? undefined : store.read("attempts", run.id),
  ]);
  return { run, journal, effects, attempt: attempt ?? null };
}

/** Every run of a lane, put away or not, in the order of their starts. @throws STORE_DAMAGED */
export async function readLane(store: StorePort, lane: string): Promise<readonly ArchivedRun[]> {
  const archive = await store.read("archives", lane);
  const runs = await allRows(store, "runs", { lane });
  const open = await Promise.all(runs.map((run) => readRun(store, run)));
  const known = new Set(runs.map(({ id }) => id));
  const away = archive ? unpackRuns(archive, store.name).filter(({ run }) => !known.has(run.id)) : [];
  return [...away, ...open].sort((one, two) => one.run.startedAt - two.run.startedAt);
}
