import type { JournalRow, RunRow } from "@callwright/core/ports";
import { playLives, type Aftermath, type ClockJump, type Happening } from "@callwright/core/testing";
import { groupFlow, priceEffect, saleFlow } from "./table-flows.ts";

/** One fault: what becomes of the run that it meets, and of the runs beside it. */
export interface FaultRow {
  readonly fault: string;
  readonly expected: string;
  readonly actual: string;
  readonly neighboursWithout: string;
  readonly neighbours: string;
  readonly passed: boolean;
}

interface Fault {
  readonly fault: string;
  readonly expected: string;
  readonly happenings?: readonly Happening[];
  readonly jumps?: readonly ClockJump[];
  readonly neverAnswers?: boolean;
  /** Which runs the fault meets. Default: the sale `met`. */
  readonly meets?: "sale" | "group";
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const neighbours = ["one", "two", "three"] as const;

/** Every fault of the table. The clock is set back while the sale that it meets waits for its hour. */
const faults: readonly Fault[] = [
  {
    fault: "a poison event: the step throws",
    // A parked run still takes events: its timer ends it.
    expected: "parked FLOW_STEP_FAILED, then ended late, 1 word, 1 timer fired",
    happenings: [{ afterMs: 10 * minuteMs, act: (world) => send(world, "met", "poison") }],
  },
  {
    fault: "a poison batch: one of the transaction's four can never be written",
    expected: "parked STORE_CONFLICT",
    happenings: [{ afterMs: 9 * minuteMs, act: takeJournalKey }],
  },
  {
    fault: "a listener that throws at every event",
    expected: "ended late, 1 word, 1 timer fired",
    happenings: [{ afterMs: 1, act: async (world) => void world.engine.on("run:advanced", complain) }],
  },
  { fault: "an effect that never answers", expected: "ended no-price, 0 words, 0 timers fired", neverAnswers: true },
  {
    fault: "the clock set back by a day, half an hour before a timer is due",
    expected: "ended late, 1 word, 1 timer fired",
    jumps: [{ afterMs: 30 * minuteMs, byMs: -dayMs }],
  },
  {
    fault: "a parent cancelled with three children in flight",
    expected: "cancelled; children: cancelled, cancelled, cancelled; 0 timers and 0 effects left",
    happenings: [{ afterMs: 30 * minuteMs, act: cancelGroup }],
    meets: "group",
  },
];

type World = Parameters<Happening["act"]>[0];

/** How a sale came out, also one that was put away meanwhile. */
interface End {
  readonly run: RunRow;
  readonly journal: readonly JournalRow[];
}

interface Played {
  readonly world: Aftermath;
  readonly ends: ReadonlyMap<string, End>;
}

/** Plays every fault beside the same world without it. */
export async function playFaultTable(): Promise<readonly FaultRow[]> {
  const without = tellNeighbours((await play({ fault: "", expected: "" })).ends);
  const rows: FaultRow[] = [];
  for (const fault of faults) {
    const { world, ends } = await play(fault);
    const [actual, beside] = [
      fault.meets === "group" ? tellGroup(world) : tellEnd(ends.get("met")),
      tellNeighbours(ends),
    ];
    const passed = actual === fault.expected && beside === without && world.refusals.length === 0;
    rows.push({
      fault: fault.fault,
      expected: fault.expected,
      actual,
      neighboursWithout: without,
      neighbours: beside,
      passed,
    });
  }
  return rows;
}

/** Four sales side by side, and maybe a group: each sale hears a word in the same turn; the neighbours' clients agree later. */
async function play({ happenings = [], jumps = [], neverAnswers = false, meets = "sale" }: Fault): Promise<Played> {
  const ends = new Map<string, End>();
  const everybody = ["met", ...neighbours];
  const start = (world: World) => Promise.all(everybody.map((name) => sale(world, name)));
  const look = async (world: World) => {
    for (const name of everybody) {
      const { id } = await sale(world, name);
      ends.set(name, { run: await world.account.run(id), journal: await world.account.journal(id) });
    }
  };
  const world = await playLives({
    engine: { flows: [saleFlow, groupFlow] },
    effects: () => [priceEffect(neverAnswers ? "met" : undefined)],
    deaths: [],
    jumps,
    endsAfterMs: 2 * dayMs,
    happenings: [
      { afterMs: 2, act: start },
      ...(meets === "group" ? [{ afterMs: 3, act: group }] : []),
      ...happenings,
      {
        afterMs: 20 * minuteMs,
        act: (world) => Promise.allSettled(everybody.map((name) => send(world, name, "word"))),
      },
      { afterMs: 40 * minuteMs, act: (world) => Promise.all(neighbours.map((name) => send(world, name, "agreed"))) },
      { afterMs: 2 * dayMs - 1, act: look },
    ],
  });
  return { world, ends };
}

function sale({ account }: World, name: string) {
  return account.start(saleFlow, { input: { name }, idempotencyKey: name });
}

function group({ account }: World) {
  return account.start(groupFlow, { input: null, idempotencyKey: "group" });
}

async function send(world: World, name: string, type: string): Promise<void> {
  await (await sale(world, name)).send({ type });
}

async function cancelGroup(world: World): Promise<void> {
  await (await group(world)).cancel("nobody wants it");
}

/** Writes the journal entry that the next event of the sale `met` would get, as a foreign hand might. */
async function takeJournalKey(world: World): Promise<void> {
  const { id, seq } = await (await sale(world, "met")).status();
  const entry = `${id}:${String(seq + 1).padStart(8, "0")}`;
  const row = { id: entry, run: id, seq: seq + 1, at: 0, event: null, notes: null };
  await world.store.commit([[{ op: "insert", table: "journal", row }]]);
}

function complain(): never {
  throw new Error("a listener that fails");
}

function tellEnd(end: End | undefined): string {
  if (!end) return "missing";
  const { run, journal } = end;
  if (run.status === "parked") return `parked ${run.parked?.code ?? ""}`;
  const events = journal.map(({ event }) => event as { readonly type: string; readonly code?: string });
  const parked = events.filter(({ type }) => type === "run.parked").map(({ code }) => `parked ${code ?? ""}, then `);
  const words = (run.output as { readonly words?: number } | null)?.words ?? 0;
  const fired = events.filter(({ type }) => type === "timer.fired").length;
  const told = `${words} ${plural("word", words)}, ${fired} ${plural("timer", fired)} fired`;
  return `${parked.join("")}${run.status} ${run.outcome ?? ""}, ${told}`;
}

function tellNeighbours(ends: Played["ends"]): string {
  return [...new Set(neighbours.map((name) => tellEnd(ends.get(name))))].map((end) => `all three ${end}`).join("; ");
}

function tellGroup({ rows }: Aftermath): string {
  const parent = rows.runs.find(({ flow }) => flow === "group");
  const within = rows.runs.filter((run) => run.parent?.run === parent?.id).map(({ id, status }) => ({ id, status }));
  const ids = new Set([parent?.id, ...within.map(({ id }) => id)]);
  const timers = rows.timers.filter(({ owner }) => ids.has(owner)).length;
  const effects = rows.effects.filter(({ run, state }) => ids.has(run) && (state === "pending" || state === "started"));
  const ends = within.map(({ status }) => status).join(", ");
  return `${parent?.status ?? "missing"}; children: ${ends}; ${timers} timers and ${effects.length} effects left`;
}

function plural(word: string, count: number): string {
  return count === 1 ? word : `${word}s`;
}
