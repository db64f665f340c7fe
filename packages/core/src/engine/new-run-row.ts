import type { Flow } from "../machine/index.ts";
import type { RunRow } from "../ports/rows.ts";
import { laneOf } from "./run-ids.ts";

/** The row of a run that starts now: its flow has made no step yet. @param seq events that its journal holds already */
export function newRunRow(
  { id, account, job, parent }: Pick<RunRow, "id" | "account" | "job" | "parent">,
  { id: flow, version, fingerprint }: Pick<Flow, "id" | "version" | "fingerprint">,
  seq: number,
  now: number,
): RunRow {
  return {
    id,
    account,
    lane: laneOf(id),
    flow,
    version,
    fingerprint,
    status: "running",
    snapshot: "",
    seq,
    startedAt: now,
    endedAt: null,
    closesAt: null,
    outcome: null,
    output: null,
    facts: null,
    parked: null,
    open: {},
    job,
    parent,
  };
}
