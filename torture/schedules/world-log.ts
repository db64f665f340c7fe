import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { VendorRecord } from "@callwright/core/testing";

/** One line of the world's log: what outlives the process that is killed. */
interface Line {
  /** Virtual time since the beginning. */
  readonly afterMs?: number;
  readonly key?: string;
  readonly record?: VendorRecord;
  /** The process dies at one of the seed's deaths. */
  readonly dies?: true;
  /** The world was seen to its end. */
  readonly remains?: unknown;
}

/** What the log tells. */
export interface WorldState {
  readonly vendor: ReadonlyMap<string, VendorRecord>;
  readonly afterMs: number;
  readonly died: number;
  readonly remains: unknown;
}

/** Writes a line at once: it is there when the process is killed right after. */
export function writeLine(path: string, line: Line): void {
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** Reads what all lives have written. A line that a kill cut off counts as not written. */
export function readLog(path: string): WorldState {
  const vendor = new Map<string, VendorRecord>();
  let [afterMs, died, remains]: [number, number, unknown] = [0, 0, undefined];
  for (const text of existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : []) {
    const line = JSON.parse(text) as Line;
    if (line.key !== undefined && line.record) vendor.set(line.key, line.record);
    if (line.dies) died += 1;
    afterMs = Math.max(afterMs, line.afterMs ?? 0);
    remains = line.remains ?? remains;
  }
  return { vendor, afterMs, died, remains };
}
