import { breathe, allRows, unpackRuns, type ArchivedRun } from "../engine/index.ts";
import type { AccountId } from "../ports/identity.ts";
import type { Rows, TableName } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";

/** A row, and the table that it is of. */
export type LaneRow = {
  readonly [Table in TableName]: { readonly table: Table; readonly row: Rows[Table] };
}[TableName];

/** Every row of a lane, open or put away, with its job and blobs. What is another account's is left out. @throws STORE_DAMAGED */
export async function* exportedLane(store: StorePort, account: AccountId, lane: string): AsyncGenerator<LaneRow> {
  await breathe();
  const job = await store.read("jobs", lane);
  if (job?.account === account) yield { table: "jobs", row: job };
  const archive = await store.read("archives", lane);
  const putAway = archive?.account === account ? unpackRuns(archive, store.name) : [];
  const open = (await allRows(store, "runs", { lane })).filter((run) => run.account === account);
  for (const archived of putAway) yield* rowsOfRun(store, archived);
  for (const run of open) {
    const [journal, effects, timers, attempt] = await Promise.all([
      allRows(store, "journal", { run: run.id }),
      allRows(store, "effects", { run: run.id }),
      allRows(store, "timers", { owner: run.id }),
      store.read("attempts", run.id),
    ]);
    yield* rowsOfRun(store, { run, journal, effects, attempt: attempt ?? null });
    for (const row of timers) yield { table: "timers", row };
  }
}

async function* rowsOfRun(store: StorePort, { run, journal, effects, attempt }: ArchivedRun): AsyncGenerator<LaneRow> {
  yield { table: "runs", row: run };
  if (attempt) yield { table: "attempts", row: attempt };
  for (const row of journal) yield { table: "journal", row };
  for (const row of effects) yield { table: "effects", row };
  for (const ref of await allRows(store, "blobRefs", { owner: run.id })) {
    yield { table: "blobRefs", row: ref };
    const blob = await store.read("blobs", ref.blob);
    if (blob) yield { table: "blobs", row: blob };
  }
}
