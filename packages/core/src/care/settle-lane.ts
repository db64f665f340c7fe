import { allRows, type EngineEventName } from "../engine/index.ts";
import type { CareParts } from "./care-parts.ts";
import { orNothing } from "./or-damaged.ts";

/** How long the end of what is under way is waited for, by the engine's clock. */
const settleWithinMs = 10_000;

/** Everything that may bring a lane to rest. */
const signs: readonly EngineEventName[] = [
  "run:ended",
  "run:parked",
  "run:cancelled",
  "effect:ended",
  "effect:not-undone",
  "job:changed",
];

/**
 * Cancels what goes on in a lane and lets it come to rest: what its effects did is undone where that is declared, and the CRM is told.
 *
 * @returns whether it rests: no run goes on, and no effect is under way. Waits 10 seconds at most.
 */
export async function settleLane(parts: CareParts, lane: string): Promise<boolean> {
  const { store, clock, runs, cancelJob } = parts;
  const isResting = () => rests(parts, lane);
  if (await isResting()) return true;
  if (!cancelJob) return false;
  await runs.inLane(lane, async (work) => {
    const job = await orNothing(work.read("jobs", lane));
    if (job) await cancelJob(job, work);
    for (const run of await allRows(store, "runs", { lane }, leftOut)) {
      const isOnItsOwn = run.parent === null && (run.job === null || run.status === "parked");
      if (isOnItsOwn && (run.status === "running" || run.status === "parked")) await work.cancelRun(run.id, "erased");
    }
  });
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const end = (settle: () => void) => {
      for (const stop of stops.splice(0)) stop();
      settle();
    };
    const look = () =>
      isResting().then(
        (isDone) => (isDone ? end(() => resolve(true)) : undefined),
        (error: unknown) => end(() => reject(error instanceof Error ? error : new Error(String(error)))),
      );
    for (const sign of signs) stops.push(runs.observers.on(sign, look));
    stops.push(clock.at(clock.now() + settleWithinMs, () => end(() => resolve(false))));
    void look();
  });
}

/** Whether no job and no run of a lane goes on, and no effect is under way. */
export async function rests({ store }: Pick<CareParts, "store">, lane: string): Promise<boolean> {
  const job = await orNothing(store.read("jobs", lane));
  if (job && (job.status === "planned" || job.status === "waiting" || job.status === "attempting")) return false;
  for (const run of await allRows(store, "runs", { lane }, leftOut)) {
    if (run.status === "running") return false;
    const effects = await allRows(store, "effects", { run: run.id }, leftOut);
    if (effects.some(({ state }) => state === "pending" || state === "started")) return false;
  }
  return true;
}

/** What is damaged does nothing any more. */
function leftOut(): void {
  return;
}
