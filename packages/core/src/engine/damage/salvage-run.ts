import type { DamagedRow } from "../../ports/damage.ts";
import type { EffectRow, JournalRow, RunRow } from "../../ports/rows.ts";
import { factsAfter } from "../advance-run.ts";
import type { RunEvent, Work } from "../work.ts";
import { lostState } from "./lost-state.ts";

/** What stands beside a run's row in the store. */
export interface RunRemains {
  readonly lane: string;
  /** Events applied, by the number of the newest one. */
  readonly seq: number;
  readonly journal: readonly JournalRow[];
  readonly effects: readonly EffectRow[];
  /** The other runs of the lane that are whole. */
  readonly others: readonly RunRow[];
}

/**
 * A row for a run whose own is damaged, from what stands beside it: nothing is taken from the damaged text that another row does not
 * confirm. Where the run stood is lost.
 */
export async function salvageRun(damaged: DamagedRow, remains: RunRemains, work: Work): Promise<RunRow> {
  const { id, fields } = damaged;
  const { lane, seq, journal, effects, others } = remains;
  const parent = parentOf(id, others);
  const told = (field: string, otherwise: number) => {
    const value = fields[field];
    return typeof value === "number" ? value : otherwise;
  };
  const first = journal[0]?.at ?? 0;
  const empty: RunRow = {
    id,
    account: String(fields["account"] ?? others[0]?.account ?? effects[0]?.account ?? ""),
    lane,
    ...(await flowOf(damaged, work)),
    status: "running",
    snapshot: lostState,
    seq,
    startedAt: told("startedAt", first),
    endedAt: null,
    closesAt: null,
    outcome: null,
    output: null,
    facts: null,
    parked: null,
    open: openOf(id, effects, others),
    job: (await hasJob(lane, work)) ? lane : null,
    parent,
  };
  return journal.reduce((run, { event }) => ({ ...run, facts: factsAfter(run, event as RunEvent) }), empty);
}

/** The flow as the damaged text names it, where its fingerprint is the one that was pinned; else none that anybody has. */
async function flowOf({ raw }: DamagedRow, work: Work): Promise<Pick<RunRow, "flow" | "version" | "fingerprint">> {
  const { flow, version, fingerprint } = readHead(raw);
  if (typeof flow === "string" && typeof version === "number" && typeof fingerprint === "string") {
    const pinned = await work.read("flows", `${flow}@${version}`);
    if (pinned?.fingerprint === fingerprint) return { flow, version, fingerprint };
  }
  return { flow: "lost", version: 0, fingerprint: "" };
}

/** The first line of a row's text is its JSON; a long field may follow behind it. */
function readHead(raw: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(raw.split("\n", 1)[0] ?? "") as unknown;
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** What the run waits for: effects that are not over, and children. */
function openOf(id: string, effects: readonly EffectRow[], others: readonly RunRow[]): RunRow["open"] {
  const waited = effects.filter(
    ({ id: key, state }) => state !== "done" && state !== "dropped" && !key.endsWith(":undo"),
  );
  const children = others.filter(
    ({ parent, status }) => parent?.run === id && (status === "running" || status === "parked"),
  );
  return Object.fromEntries([
    ...waited.map(({ invoke, id: key }) => [invoke, key] as const),
    ...children.map((child) => [child.parent?.invoke ?? "", child.id] as const),
  ]);
}

/** A child's id is the key of the effect that asked for it: its parent says which. */
function parentOf(id: string, others: readonly RunRow[]): RunRow["parent"] {
  for (const { id: run, open } of others) {
    const invoke = id.startsWith(`${run}:`) ? Object.keys(open).find((name) => open[name] === id) : undefined;
    if (invoke !== undefined) return { run, invoke };
  }
  return null;
}

/** A job that is damaged itself is one. */
async function hasJob(lane: string, work: Work): Promise<boolean> {
  try {
    return (await work.read("jobs", lane)) !== undefined;
  } catch {
    return true;
  }
}
