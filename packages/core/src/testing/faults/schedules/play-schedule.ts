import { createVirtualClock } from "../../virtual-clock.ts";
import { playLives, type Aftermath, type ClockJump, type Happening, type LivesSettings } from "../play-lives.ts";
import type { ProcessDeath } from "../process-death.ts";
import { createCountingVendor, type VendorMemory, type VendorRecord } from "./counting-vendor.ts";
import { childFlow, planToFlow } from "./plan-to-flow.ts";
import type { Schedule } from "./random-schedule.ts";

/** The faults that a schedule is played with. */
export interface Faults {
  readonly deaths: readonly ProcessDeath[];
  readonly restartAfterMs?: number;
  readonly jumps?: readonly ClockJump[];
}

/** How a schedule is played. */
export interface PlayOptions extends Pick<LivesSettings, "breakEngine" | "nextStore" | "takeUpAfterMs" | "kill"> {
  readonly vendor?: VendorMemory;
}

/** What a schedule left: in the store and at the vendor. */
export interface Played extends Aftermath {
  readonly vendor: ReadonlyMap<string, VendorRecord>;
}

const beginsAt = Date.parse("2026-03-04T07:00:00Z");

/** Plays a schedule with its faults; without any it is what the others are compared with. */
export async function playSchedule(schedule: Schedule, faults: Faults, options: PlayOptions = {}): Promise<Played> {
  const { vendor: memory, ...lives } = options;
  const clock = createVirtualClock(beginsAt + (options.takeUpAfterMs ?? 0));
  const vendor = createCountingVendor(clock, schedule.seed, memory);
  const flow = flowOf(schedule);
  const start = (run: number): Happening => ({
    afterMs: 100 + run,
    act: ({ account }) => account.start(flow, { input: null, idempotencyKey: `run-${run}` }),
  });
  const send = ({ afterMs, run, event }: Schedule["events"][number], index: number): Happening => ({
    afterMs,
    act: async ({ account }) => {
      const handle = await account.start(flow, { input: null, idempotencyKey: `run-${run}` });
      await handle.send({ type: event, number: index }, `event-${index}`);
    },
  });
  const aftermath = await playLives({
    ...faults,
    ...lives,
    clock,
    engine: { flows: [flow, childFlow()] },
    effects: (process) => vendor.effects(schedule.flow.effects, process),
    happenings: [...Array.from({ length: schedule.runs }, (_, run) => start(run)), ...schedule.events.map(send)],
    endsAfterMs: schedule.endsAfterMs,
  });
  return { ...aftermath, vendor: vendor.records };
}

const flows = new WeakMap<Schedule["flow"], ReturnType<typeof planToFlow>>();

/** One flow per plan: an engine walks each new flow at its start. */
function flowOf({ flow }: Schedule): ReturnType<typeof planToFlow> {
  const known = flows.get(flow) ?? planToFlow(flow, "random-flow");
  flows.set(flow, known);
  return known;
}
