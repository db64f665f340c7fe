import { canonicalJson } from "../../define/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import { advance, type Flow, type FlowEvent, type FlowSnapshot } from "../../machine/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { JournalRow, RunRow } from "../../ports/rows.ts";

/** Where the events of a journal lead. */
export interface RecomputedRun {
  /** The version that the run ends on. */
  readonly version: number;
  readonly snapshot: FlowSnapshot;
  /** Whether it is the very state that the run was kept in. */
  readonly isSame: boolean;
}

interface JournaledEvent {
  readonly type: string;
  readonly input?: Json;
  readonly from?: number;
  readonly to?: number;
  readonly snapshot?: FlowSnapshot;
}

/**
 * Steps through a run's journal again, purely: each event is given to the version that took it then, from the first one on.
 *
 * Shape: takes journals out of archives, of older versions, and of runs that were migrated on their way.
 * @param flows every version that the run was of
 * @throws CallwrightError `FLOW_UNKNOWN` for a version that is not among `flows`; those of `advance`
 */
export function recomputeRun(
  rows: readonly JournalRow[],
  run: Pick<RunRow, "flow" | "version" | "snapshot">,
  flows: readonly Flow[],
): RecomputedRun {
  const events = rows.map(({ event }) => event as unknown as JournaledEvent);
  const flowOf = (version: number): Flow => {
    const flow = flows.find((one) => one.id === run.flow && one.version === version);
    if (!flow) throw new CallwrightError("FLOW_UNKNOWN", { flow: run.flow, version });
    return flow;
  };
  let version = events.find(({ type }) => type === "run.migrated")?.from ?? run.version;
  let snapshot: FlowSnapshot | undefined;
  for (const [index, event] of events.entries()) {
    if (event.type === "run.migrated") {
      version = event.to ?? version;
      snapshot = event.snapshot;
    } else if (isStep(rows[index])) {
      const given = event.type === "init" ? { init: event.input ?? null } : (event as FlowEvent);
      snapshot = advance(flowOf(version), event.type === "init" ? undefined : snapshot, given).snapshot;
    }
  }
  if (!snapshot) throw new Error("The journal is empty: give the rows of one run, the first one first.");
  const isSame = canonicalJson(snapshot) === canonicalJson(JSON.parse(run.snapshot) as Json);
  return { version, snapshot, isSame };
}

/** What the machine took part in has its commands noted; late facts and what persons and the engine did have not. */
function isStep(row: JournalRow | undefined): boolean {
  return typeof row?.notes === "object" && row.notes !== null && "commands" in row.notes;
}
