import { isCallwrightError } from "../../errors/index.ts";
import type { AccountId, RunId } from "../../ports/identity.ts";
import type { ArchiveRow, BlobRefRow, JobRow, RunRow, TableName } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";
import { unpackRuns } from "../archives/archive.ts";
import { formerOwner } from "../blobs/blob-ids.ts";
import { refsToRemove } from "../blobs/damaged-ref.ts";
import type { HotRuns } from "../hot-runs.ts";
import type { Work } from "../work.ts";
import { idsOf } from "./ids-of.ts";

/** What was removed with a lane. */
export interface RemovedLane {
  /** Table → rows. */
  readonly rows: Readonly<Record<string, number>>;
  /** Runs, open or put away. */
  readonly runs: readonly RunId[];
  /** What the runs kept blobs for. The blobs are still there. */
  readonly refs: readonly BlobRefRow[];
  /** Its job, as it was; absent where there was none, and where it could not be read. */
  readonly job: JobRow | undefined;
}

/** What {@link removeLane} works on. */
export interface LaneRemoval {
  readonly store: StorePort;
  readonly hot: Pick<HotRuns, "delete">;
  readonly account: AccountId;
}

/** What a lane consists of; `damaged`: it is there and cannot be read. */
interface LaneParts {
  readonly job: JobRow | "damaged" | undefined;
  readonly archive: ArchiveRow | "damaged" | undefined;
  readonly open: readonly RunRow[];
  /** Open ones that cannot be read. */
  readonly damaged: readonly RunId[];
}

/**
 * Removes every row of a lane, open or put away, damaged ones among them; its job, too. An effect that is under way is dropped when it comes
 * back, and a report about a run of it finds nobody.
 *
 * Shape: `undefined` when there is nothing in the lane, or it is another account's.
 * Effects: all in the given work, but for the blobs.
 */
export async function removeLane(
  lane: string,
  { store, hot, account }: LaneRemoval,
  work: Work,
): Promise<RemovedLane | undefined> {
  const parts = await partsOf(lane, store, work);
  const { job, archive, open, damaged } = parts;
  const readable = [job, archive, ...open].filter((row) => typeof row === "object");
  if (readable.some((row) => row.account !== account)) return undefined;
  if (!job && !archive && open.length + damaged.length === 0) return undefined;
  const rows: Record<string, number> = {};
  const remove = (table: TableName, ids: readonly string[]) => {
    for (const id of ids) work.delete(table, id);
    if (ids.length > 0) rows[table] = (rows[table] ?? 0) + ids.length;
  };
  const runs = runsOf(lane, parts, store);
  for (const run of runs) {
    remove("journal", await idsOf(store, "journal", { run }));
    remove("effects", await idsOf(store, "effects", { run }));
    remove("timers", await idsOf(store, "timers", { owner: run }));
    remove("turns", await idsOf(store, "turns", { run }));
    if (await isThere("attempts", run, work)) remove("attempts", [run]);
  }
  remove("timers", await idsOf(store, "timers", { owner: lane }));
  remove("runs", [...open.map(({ id }) => id), ...damaged]);
  if (archive) remove("archives", [lane]);
  if (job) remove("jobs", [lane]);
  // Before the commit: nothing else happens in this lane until then, and after it no reader may find them here.
  for (const id of runs) hot.delete(id);
  const readJob = job === "damaged" ? undefined : job;
  return { rows, runs, refs: await refsOf(runs, parts, store), job: readJob };
}

async function partsOf(lane: string, store: StorePort, work: Work): Promise<LaneParts> {
  const damaged: RunId[] = [];
  const [job, archive, open] = await Promise.all([
    orDamaged(work.read("jobs", lane)),
    orDamaged(work.read("archives", lane)),
    allRows(store, "runs", { lane }, ({ id }) => void damaged.push(id)),
  ]);
  return { job, archive, open, damaged };
}

async function orDamaged<Row>(row: Promise<Row>): Promise<Row | "damaged"> {
  try {
    return await row;
  } catch (error) {
    if (isCallwrightError(error, "STORE_DAMAGED")) return "damaged";
    throw error;
  }
}

async function isThere(table: TableName, id: string, work: Work): Promise<boolean> {
  return (await orDamaged(work.read(table, id))) !== undefined;
}

/** Runs that were put away; none where that cannot be read. */
function putAwayOf({ archive }: LaneParts, store: StorePort): readonly RunRow[] {
  if (archive === undefined || archive === "damaged") return [];
  try {
    return unpackRuns(archive, store.name).map(({ run }) => run);
  } catch (error) {
    if (isCallwrightError(error, "STORE_DAMAGED")) return [];
    throw error;
  }
}

function runsOf(lane: string, parts: LaneParts, store: StorePort): readonly RunId[] {
  const { job, open, damaged } = parts;
  // Where an archive cannot be read, the job still tells which attempts there were.
  const attempts = typeof job === "object" ? Array.from({ length: job.attempts }, (_, at) => `${lane}:${at + 1}`) : [];
  const told = [...open, ...putAwayOf(parts, store)].map(({ id }) => id);
  return [...new Set([...told, ...damaged, ...attempts])];
}

async function refsOf(runs: readonly RunId[], parts: LaneParts, store: StorePort): Promise<readonly BlobRefRow[]> {
  const refs: BlobRefRow[] = [];
  for (const owner of runs) refs.push(...(await refsToRemove(store, { owner })));
  for (const { facts } of [...parts.open, ...putAwayOf(parts, store)]) {
    // A transcript of an older schema is kept for nobody in particular.
    const kept = facts?.transcriptBlob ? await refsToRemove(store, { blob: facts.transcriptBlob }) : [];
    refs.push(...kept.filter(({ owner }) => owner === formerOwner));
  }
  return refs;
}
