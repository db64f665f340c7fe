import type { TableDefinition } from "../../define/index.ts";
import { isCallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { OwnRow } from "../../ports/rows.ts";
import type { Query, StorePort, Write } from "../../ports/store.ts";
import { ownFields } from "../../ports/tables.ts";
import type { CommitGroup } from "../commit-group.ts";
import { workInPages, type PageTask, type PageWork } from "../recovery/page-work.ts";
import { versionOf } from "./own-row.ts";
import type { TableBook } from "./table-book.ts";
import { ownTableName } from "./table-shape.ts";

/** What bringing rows up to date needs. */
export interface UpgradeParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly commits: CommitGroup;
  readonly tables: TableBook;
  readonly onDamaged: (row: DamagedRow) => void;
}

const pageSize = 200;

/**
 * Brings the rows of older versions of a host's tables up to date, page by page: then they are found by what the new version indexes and
 * searches. Until then they are upgraded whenever they are read. A row that does not fit stays as it is.
 */
export function upgradeTables(parts: UpgradeParts): PageWork {
  const tasks = parts.tables.all.filter(({ version }) => version > 1).flatMap((table) => tasksOf(table, parts));
  return workInPages(parts, tasks);
}

function tasksOf(table: TableDefinition, parts: UpgradeParts): readonly PageTask[] {
  const { version: field } = ownFields;
  return [
    pagesOf(table, { where: { [field]: null } }, parts),
    pagesOf(table, { upTo: { field, value: table.version - 1 } }, parts),
  ];
}

/** Rows that were brought up to date are no longer among those that the query names, and rows that do not fit are left behind. */
function pagesOf(table: TableDefinition, query: Query<OwnRow>, parts: UpgradeParts): PageTask {
  const { store, commits, onDamaged } = parts;
  const name = ownTableName(table.id);
  let after: OwnRow | undefined;
  return async () => {
    const found = await store.find(name, { ...query, ...(after && { after }), limit: pageSize, onDamaged });
    // Runs may write the same rows: what stands there now is read and written while nobody else writes.
    await commits.alone(async (commit) => {
      const writes: Write[] = [];
      for (const { id } of found) {
        const row = await store.read(name, id);
        const write = row && versionOf(row) < table.version ? upgradeOf(table, row, parts) : undefined;
        if (write) writes.push(write);
      }
      await commit(writes);
    });
    after = found.at(-1);
    return found.length === pageSize;
  };
}

function upgradeOf(table: TableDefinition, row: OwnRow, { clock, logger, tables }: UpgradeParts): Write | undefined {
  const writtenAt = row[ownFields.at];
  try {
    const now = typeof writtenAt === "number" ? writtenAt : clock.now();
    return tables.put(table.id, row.account, tables.read(table, row), now);
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    const { code } = error;
    logger.warn(
      { code, table: table.id },
      "a row of an older version does not fit the table's new version and stays as it is",
    );
    return undefined;
  }
}
