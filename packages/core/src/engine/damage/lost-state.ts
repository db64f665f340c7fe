import type { RunRow } from "../../ports/rows.ts";

/** Stands for a snapshot that was damaged. */
export const lostState =
  '{"status":"active","value":"lost","context":{},"children":{},"historyValue":{},"lost":"its row was damaged"}';

/** Whether nobody knows any more where a run stands: it takes events into its journal, and a person ends it. */
export function isLost({ snapshot }: RunRow): boolean {
  return snapshot === lostState;
}
