import type { EnginePulse } from "../../engine/index.ts";
import { isCallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { StorePort } from "../../ports/store.ts";
import { countWork, type WorkCounts } from "./count-work.ts";
import type { Health } from "./health.ts";

/** Whether the engine has started: `undefined` while it does, `null` once it has, else the code of why it cannot work. */
export type StartState = string | null | undefined;

/** What reading the health needs. */
export interface HealthParts {
  readonly store: StorePort;
  readonly clock: Pick<ClockPort, "now">;
  readonly pulse: () => EnginePulse;
  readonly startState: () => StartState;
  /** Told of damaged rows that counting meets. */
  readonly onDamaged: (row: DamagedRow) => void;
}

/** How long counts are used again. */
const freshMs = 5_000;
/** How long nothing new is taken after something could not be written: without anything new nobody would learn that it can be again. */
const restMs = 30_000;

type Counts = { readonly counts: WorkCounts } | { readonly code: string };

/** Makes what reads the health of an engine. It never rejects, and asks the store at most every five seconds, however often it is asked. */
export function createHealth(parts: HealthParts): () => Promise<Health> {
  const { store, clock, pulse, startState, onDamaged } = parts;
  let asked: { readonly at: number; readonly counts: Promise<Counts> } | undefined;
  const counts = (): Promise<Counts> => {
    const now = clock.now();
    if (!asked || Math.abs(now - asked.at) >= freshMs) asked = { at: now, counts: tryToCount(store, now, onDamaged) };
    return asked.counts;
  };
  return async () => {
    const start = startState();
    const known = start === null ? await counts() : undefined;
    const { recovering, waiting, effects, lastCommitAt, failing } = pulse();
    const found = known && "counts" in known ? known.counts : undefined;
    const down = [
      ...(start === undefined ? ["STARTING"] : start === null ? [] : [start]),
      ...(known && "code" in known ? [known.code] : []),
      ...(failing && Math.abs(clock.now() - failing.triedAt) < restMs ? [failing.code] : []),
      ...(waiting.count >= waiting.limit ? ["ENGINE_BUSY"] : []),
    ];
    const degraded = [
      ...(found && found.overdue.oldestMs !== null ? ["OVERDUE"] : []),
      ...(found && found.damaged.count > 0 ? ["STORE_DAMAGED"] : []),
    ];
    return {
      status: down.length > 0 ? "down" : degraded.length > 0 ? "degraded" : "ok",
      reasons: [...new Set([...down, ...degraded])],
      at: clock.now(),
      store: { name: store.name, readable: found !== undefined },
      recovering: start === null && recovering,
      waiting,
      effects,
      lastCommitAt,
      parked: found?.parked ?? null,
      overdue: found?.overdue ?? null,
      damaged: found?.damaged ?? null,
    };
  };
}

async function tryToCount(store: StorePort, now: number, onDamaged: HealthParts["onDamaged"]): Promise<Counts> {
  try {
    return { counts: await countWork(store, now, onDamaged) };
  } catch (error) {
    return { code: isCallwrightError(error) ? error.code : "STORE_FAILED" };
  }
}
