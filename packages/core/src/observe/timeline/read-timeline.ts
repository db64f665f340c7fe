import { laneOf, readLane, type ArchivedRun } from "../../engine/index.ts";
import type { Flow } from "../../machine/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { JobRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { safeName } from "../safe-name.ts";
import { runEntries } from "./run-entries.ts";
import { statesAfter } from "./states-after.ts";
import type { Timeline, TimelineEntry, TimelineRun } from "./timeline.ts";

/** What reading a timeline needs beside the store. */
export interface TimelineOptions {
  /** For how long things that are open have taken so far. */
  readonly now: number;
  /** Finds a flow, so that states can be told. Default: none are. */
  readonly flowOf?: (id: string, version: number) => Flow | undefined;
}

/**
 * The timeline of a run or of a call, by its id, also of one that was put away; `undefined` when the store has neither.
 *
 * Errors: `STORE_DAMAGED` when its archive cannot be read.
 */
export async function readTimeline(
  store: StorePort,
  id: string,
  { now, flowOf = () => undefined }: TimelineOptions,
): Promise<Timeline | undefined> {
  const lane = await readLane(store, laneOf(id));
  const job = await store.read("jobs", id);
  const entriesOf = (stored: ArchivedRun) => {
    const states = statesAfter(stored.run, stored.journal, flowOf);
    return runEntries(stored, now, ({ seq }) => states.get(seq));
  };
  if (job) return ofJob(job, lane, lane.flatMap(entriesOf));
  const own = lane.find(({ run }) => run.id === id);
  return own && ofRun(own, entriesOf(own));
}

function ofRun(stored: ArchivedRun, entries: readonly TimelineEntry[]): Timeline {
  const { run, flow, ...line } = lineOf(stored);
  const { account } = stored.run;
  return { kind: "run", id: run, account, of: flow, ...line, runs: [lineOf(stored)], entries: inOrder(entries) };
}

function ofJob(job: JobRow, lane: readonly ArchivedRun[], entries: readonly TimelineEntry[]): Timeline {
  const { id, account, robot, status, outcome, stopReason, createdAt, endedAt } = job;
  const gates = lane.flatMap(({ attempt }) => (attempt ? gateEntry(attempt.startedAt, attempt.gate) : []));
  const isTold = gates.some(({ name }) => name === "go") && answerOf(job.gate)?.answer === "go";
  const last = isTold ? [] : gateEntry(job.endedAt ?? lastOf(entries, createdAt), job.gate);
  return {
    kind: "job",
    id,
    account,
    of: robot,
    status,
    outcome: outcome === null ? null : safeName(outcome),
    code: stopReason,
    startedAt: createdAt,
    endedAt,
    runs: lane.map(lineOf),
    entries: inOrder([...gates, ...last, ...entries]),
  };
}

function lineOf({ run }: ArchivedRun): TimelineRun {
  return {
    run: run.id,
    flow: `${run.flow}@${run.version}`,
    status: run.status,
    outcome: run.outcome === null ? null : safeName(run.outcome),
    code: run.parked === null ? null : safeName(run.parked.code),
    startedAt: run.startedAt,
    endedAt: run.endedAt,
  };
}

/** What the gate answered, with the rule that decided. What it looked at tells more of the person than is needed here. */
function gateEntry(at: number, gate: Json): readonly TimelineEntry[] {
  const told = answerOf(gate);
  if (!told) return [];
  const { answer, rule, code, inputs } = told;
  const asked = Date.parse(inputs?.at ?? "");
  return [
    {
      at: Number.isNaN(asked) ? at : asked,
      run: null,
      kind: "gate",
      name: safeName(answer),
      detail: rule === undefined ? null : safeName(rule),
      result: null,
      durationMs: null,
      retries: 0,
      code: code === undefined ? null : safeName(code),
    },
  ];
}

interface GateNote {
  readonly answer: string;
  readonly rule?: string;
  readonly code?: string;
  readonly inputs?: { readonly at?: string };
}

function answerOf(gate: Json): GateNote | undefined {
  return typeof gate === "object" && gate !== null && "answer" in gate ? (gate as unknown as GateNote) : undefined;
}

function lastOf(entries: readonly TimelineEntry[], otherwise: number): number {
  return entries.reduce((latest, { at }) => Math.max(latest, at), otherwise);
}

/** By time; what came in one moment stays as it came. */
function inOrder(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return [...entries].sort((one, two) => one.at - two.at);
}
