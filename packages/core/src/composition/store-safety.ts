import { lookAtRow, pagesOf } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import { tables, type BackupReport, type CheckFinding, type CheckReport, type StorePort } from "../ports/index.ts";
import type { DamagedRow } from "../ports/damage.ts";
import type { TableName } from "../ports/rows.ts";

/** Findings that are kept; further ones are counted. */
const mostFindings = 1_000;

/**
 * Copies an open store while it is used, by its owner or by a process that only reads it: everything that was acknowledged before is in
 * the copy, which is checked in full.
 *
 * @param to where to; nothing may be there
 * @throws STORE_BACKUP_REFUSED, STORE_DAMAGED, STORE_FULL, STORE_FAILED
 */
export async function backupStore(store: StorePort, to: string): Promise<BackupReport> {
  if (store.backup) return store.backup(to, { look: lookAtRow });
  throw new CallwrightError("STORE_BACKUP_REFUSED", {
    path: store.name,
    reason: "a store of this kind makes no copies",
  });
}

/**
 * Reads everything of an open store and tells what is damaged; changes nothing. A store that cannot check itself is read row by row.
 *
 * @throws STORE_FAILED
 */
export async function checkStore(store: StorePort): Promise<CheckReport> {
  return store.check ? store.check({ look: lookAtRow }) : readThrough(store);
}

async function readThrough(store: StorePort): Promise<CheckReport> {
  const findings: CheckFinding[] = [];
  const rows: Record<string, number> = {};
  let found = 0;
  const add = (finding: CheckFinding) => {
    found += 1;
    if (findings.length < mostFindings) findings.push(finding);
  };
  for (const table of [...Object.keys(tables), ...Object.keys(store.ownTables())] as TableName[]) {
    const damaged = new Map<string, DamagedRow>();
    rows[table] = 0;
    const onDamaged = (row: DamagedRow) => void damaged.set(row.id, row);
    for await (const page of pagesOf(store, table, { limit: 500, onDamaged })) {
      rows[table] += page.length;
      for (const row of page) {
        const told = lookAtRow(table, row);
        if (told !== undefined) add({ kind: "content", table, key: row.id, message: `A row cannot be used: ${told}.` });
      }
    }
    rows[table] += damaged.size;
    for (const { id, reason } of damaged.values()) add({ kind: "row", table, key: id, message: `${reason}.` });
  }
  return { store: store.name, ok: found === 0, rows, files: 0, fileBytes: 0, unopened: 0, findings, found };
}
