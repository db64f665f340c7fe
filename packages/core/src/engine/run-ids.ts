import type { RunId } from "../ports/identity.ts";

/** The lane of a run: the part of its id before the first colon. All runs of a job share the job's lane. */
export function laneOf(run: RunId): string {
  const colon = run.indexOf(":");
  return colon < 0 ? run : run.slice(0, colon);
}

/** Key of an event in the journal; sorts by its number. */
export function journalKey(run: RunId, seq: number): string {
  return `${run}:${String(seq).padStart(8, "0")}`;
}

/** Key of an effect: the same at every try. */
export function effectKey(run: RunId, seq: number, index: number): string {
  return `${run}:${seq}:${index}`;
}

/** Key of a run's timer. */
export function timerKey(run: RunId, timer: string): string {
  return `${run}:${timer}`;
}
