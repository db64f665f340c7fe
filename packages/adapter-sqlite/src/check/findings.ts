import { showKey } from "@callwright/core/adapter-kit";
import type { CheckFinding, FindingKind, TableName } from "@callwright/core/ports";

/** More findings than these are counted and not kept. */
const most = 1_000;

/** What to do about each kind. */
const advice: Readonly<Record<FindingKind, string>> = {
  file: 'Stop the owner and put a copy that "callwright backup" made in its place.',
  row: "Look for the row in a backup.",
  content: "Look for the row in a backup.",
  blob: "Look for it in a backup; what names it goes on without it.",
  reference: "Look for it in a backup; what names it goes on without it.",
};

/** Rows that the engine itself sets aside. */
const setAside: readonly TableName[] = ["runs", "journal", "effects", "timers"];

/** Findings as they are gathered. */
export class Findings {
  readonly kept: CheckFinding[] = [];
  found = 0;

  /** @param what a sentence's beginning, without the full stop */
  add(kind: FindingKind, what: string, table: TableName | null = null, key: string | null = null): void {
    this.found += 1;
    if (this.kept.length >= most) return;
    const isSetAside = kind === "row" && table !== null && setAside.includes(table);
    const todo = isSetAside ? "The engine sets it aside and parks its run when it meets it." : advice[kind];
    this.kept.push({
      kind,
      table,
      key: key === null ? null : showKey(key),
      message: `${what.charAt(0).toUpperCase()}${what.slice(1)}. ${todo}`,
    });
  }
}
