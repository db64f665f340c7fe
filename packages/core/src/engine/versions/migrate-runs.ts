import type { AccountId, RunId } from "../../ports/identity.ts";
import type { EffectRow, RunRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows, pagesOf } from "../all-rows.ts";
import type { Migration } from "./define-migration.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { FlowRegistry } from "../flow-registry.ts";
import { migrateRun, type RunMigration } from "./migrate-run.ts";
import { toMigrationReport, type MigrationReport } from "./migration-report.ts";
import { laneOf } from "../run-ids.ts";

/** Which runs are migrated, and whether for good. */
export interface MigrateOptions {
  /** Ids of runs of this account. Default: every open run of the version that the migration leads from. */
  readonly runs?: readonly RunId[];
  /** Tells what would become of each run; nothing is changed. */
  readonly dryRun?: boolean;
}

const notOfAccount = { result: "skipped", reason: "it is not of this account" } as const;

/** Runs that are moved at the same time: they share a commit. */
const atOnce = 100;

/** Moves runs of one account to another version, each for itself. */
export async function migrateRuns(
  migration: Migration,
  account: AccountId,
  { runs, dryRun = false }: MigrateOptions,
  parts: {
    readonly store: StorePort;
    readonly flows: FlowRegistry;
    readonly dispatcher: Dispatcher;
    readonly now: () => number;
    /** Lets an effect be performed that nobody here has in hand. */
    readonly takeUp: (effect: EffectRow) => Promise<unknown>;
  },
): Promise<MigrationReport> {
  const ids = runs ?? (await concerned(migration, account, parts.store));
  const done: { readonly run: RunId; readonly became: RunMigration }[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    const page = ids.slice(start, start + atOnce).map(async (run) => {
      const { became, isLeft } = await parts.dispatcher.inLane(laneOf(run), async (work) => {
        const row = await work.read("runs", run);
        if (row && row.account !== account) return { became: notOfAccount, isLeft: false };
        const moved = await migrateRun(migration, run, { ...parts, now: parts.now() }, work, dryRun);
        return { became: moved, isLeft: row !== undefined && !parts.flows.find(row.flow, row.version) };
      });
      // Recovery left the effects of a version that is not registered alone.
      if (isLeft && !dryRun && became.result === "migrated")
        for (const effect of await allRows(parts.store, "effects", { run })) await parts.takeUp(effect);
      return { run, became };
    });
    done.push(...(await Promise.all(page)));
  }
  return toMigrationReport(migration, dryRun, done);
}

async function concerned(migration: Migration, account: AccountId, store: StorePort): Promise<readonly RunId[]> {
  const isConcerned = (run: RunRow) =>
    run.account === account && run.version === migration.from && migration.concerns(run.flow);
  const ids: RunId[] = [];
  for (const status of ["running", "parked"] as const) {
    for await (const page of pagesOf(store, "runs", { where: { status }, limit: 1_000 }))
      ids.push(...page.filter(isConcerned).map(({ id }) => id));
  }
  return ids;
}
