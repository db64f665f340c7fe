import { CallwrightError } from "../../errors/index.ts";
import type { RunId } from "../../ports/identity.ts";
import type { StorePort } from "../../ports/store.ts";
import { unpackRuns } from "./archive.ts";
import { laneOf } from "../run-ids.ts";
import type { ArchivedRun } from "./squeeze-run.ts";

/** A run that was put away, by its id. @throws STORE_DAMAGED */
export async function findArchived(store: StorePort, id: RunId): Promise<ArchivedRun | undefined> {
  const archive = await store.read("archives", laneOf(id));
  return archive && unpackRuns(archive, store.name).find(({ run }) => run.id === id);
}

/** What to tell an operator about a run that is not among the open ones: it was put away, so nothing of it can be done again; or there is none. */
export async function missingRun(store: StorePort, run: RunId): Promise<CallwrightError> {
  const archived = await findArchived(store, run);
  return new CallwrightError(archived ? "RUN_NOT_PARKED_AT_EFFECT" : "RUN_UNKNOWN", { run });
}
