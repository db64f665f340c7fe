import type { RunId } from "../../ports/identity.ts";
import type { Migration } from "./define-migration.ts";
import type { RunMigration } from "./migrate-run.ts";
import { tallyReasons } from "../tally-reasons.ts";

/** What became of one run in a migration. */
export type MigratedRun = RunMigration & { readonly run: RunId };

/** What a migration did, or would do. */
export interface MigrationReport {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** Nothing was changed. */
  readonly dryRun: boolean;
  readonly runs: readonly MigratedRun[];
  readonly total: number;
  readonly migrated: number;
  readonly refused: number;
  readonly skipped: number;
  /** Totals, then each reason once, with how often it was met and one run as an example. */
  toString(): string;
}

/** The report over runs. */
export function toMigrationReport(
  { id, from, to }: Pick<Migration, "id" | "from" | "to">,
  dryRun: boolean,
  done: readonly { readonly run: RunId; readonly became: RunMigration }[],
): MigrationReport {
  const runs = done.map(({ run, became }) => ({ run, ...became }));
  const count = (result: RunMigration["result"]) => runs.filter((run) => run.result === result).length;
  const totals = { migrated: count("migrated"), refused: count("refused"), skipped: count("skipped") };
  const verb = dryRun ? "would be migrated" : "migrated";
  return {
    id,
    from,
    to,
    dryRun,
    runs,
    total: runs.length,
    ...totals,
    toString: () =>
      [
        `${id}@${from} → @${to}: ${runs.length} runs, ${totals.migrated} ${verb}, ${totals.refused} refused, ${totals.skipped} skipped`,
        ...tallyReasons(runs),
      ].join("\n"),
  };
}
