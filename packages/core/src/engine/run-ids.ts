import type { RunId } from "../ports/identity.ts";

/** The lane of a run: the part of its id before the first colon. All runs of a job share the job's lane. */
export function laneOf(run: RunId): string {
  const colon = run.indexOf(":");
  return colon < 0 ? run : run.slice(0, colon);
}

/** The run that follows from another by a reaction; on `revised`, from one of its events. */
export function followUpRun(run: RunId, reaction: string, revision?: number): RunId {
  return `${run}:on:${reaction}${revision === undefined ? "" : `:${revision}`}`;
}

/** Which run a follow-up follows from, and by which reaction. */
export function sourceOfFollowUp(run: RunId): { readonly source: RunId; readonly reaction: string } {
  const at = run.lastIndexOf(":on:");
  const [reaction = ""] = run.slice(at + ":on:".length).split(":");
  return { source: run.slice(0, at), reaction };
}

/** How deep runs may stand within runs: children of children, and what followed from what followed. */
export const maxDepth = 8;

/** How many runs led to this one: told by its id, to which each child adds `:<seq>:<n>` and each follow-up `:on:<reaction>`. */
export function depthOf(run: RunId): number {
  return run.match(/:on:|:\d+:\d+/g)?.length ?? 0;
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
