import { findParked, type ParkedFilter } from "../engine/index.ts";
import { isCallwrightError } from "../errors/index.ts";
import type { DamagedRow } from "../ports/damage.ts";
import type { AccountId, JobId, RunId } from "../ports/identity.ts";
import type { RunRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { safeName } from "./safe-name.ts";

/** A run that waits for a person, without anything personal. */
export interface ParkedRun {
  readonly run: RunId;
  readonly account: AccountId;
  readonly job: JobId | null;
  /** `<flow>@<version>`. */
  readonly flow: string;
  /** Why it waits. */
  readonly code: string;
  /** Type of the effect that it waits at; `null`: at none. */
  readonly effect: string | null;
  readonly startedAt: number;
}

/** Runs of a store that wait for a person, of one account or of all, in the order of their starts. @param onDamaged as in a query */
export async function readParked(
  store: StorePort,
  { account, ...filter }: ParkedFilter & { readonly account?: AccountId },
  onDamaged?: (row: DamagedRow) => void,
): Promise<readonly ParkedRun[]> {
  const found = await findParked(store, account, filter, onDamaged);
  const rows = [...found].sort((one, two) => one.startedAt - two.startedAt);
  return Promise.all(rows.map((run) => toParked(store, run)));
}

async function toParked(store: StorePort, run: RunRow): Promise<ParkedRun> {
  const { id, account, job, flow, version, parked, startedAt } = run;
  const effect = parked?.effect ? await store.read("effects", parked.effect).catch(orUntold) : undefined;
  return {
    run: id,
    account,
    job,
    flow: `${flow}@${version}`,
    code: safeName(parked?.code),
    effect: effect ? safeName(effect.type) : null,
    startedAt,
  };
}

/** A damaged effect tells nothing; its run is parked all the same. */
function orUntold(error: unknown): undefined {
  if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
}
