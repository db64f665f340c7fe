import type { Json } from "../../ports/identity.ts";
import type { CapturedRun } from "./captured-run.ts";
import { giveStep, otherStep, type Parting } from "./give-step.ts";
import { begin, endOf, giveResult, turnOf, waitingNode, type Performance, type Stage } from "./stage.ts";

/** How a captured run went on a stage. */
export interface Played {
  /** The step at which it parts from the trail, the trail's length when it goes on after the last one; `null` when it goes all the way. */
  readonly parted: (Parting & { readonly at: number }) | null;
  /** `null` when the outcome is not decided by what was captured. */
  readonly end: { readonly outcome: string; readonly data: Json } | null;
  /** Steps of the trail → what had been said before each, in order. */
  readonly said: readonly (readonly { readonly node: string; readonly say: string }[])[];
}

/** Plays a captured run. Problems: why its input does not fit. */
export function playRun(
  stage: Stage,
  captured: Pick<CapturedRun, "input" | "locale" | "mode" | "trail" | "outcome">,
): Played | { readonly problems: readonly string[] } {
  const begun = begin(stage, captured);
  if ("problems" in begun) return begun;
  let { performance } = begun;
  const said: Played["said"][number][] = [];
  const played = (parted: Played["parted"], last: Performance): Played => ({ parted, end: endOf(last), said });
  for (const [at, step] of captured.trail.entries()) {
    const before = performance.turns.length;
    const given = giveStep(performance, step);
    if ("parting" in given) return played({ ...given.parting, at }, heardOut(performance));
    ({ performance } = given);
    said.push(performance.turns.slice(before).map(({ node, say }) => ({ node, say })));
  }
  if (endOf(performance)) return played(null, performance);
  const parting = otherStep(`end ${captured.outcome ?? ""}`, performance);
  return played({ ...parting, kind: "endsOtherwise", at: captured.trail.length }, heardOut(performance));
}

/** The dialog as it stands before a step of the trail; `undefined` when it does not come there. */
export function placeBefore(stage: Stage, captured: CapturedRun, at: number): Performance | undefined {
  const begun = begin(stage, captured);
  if ("problems" in begun) return undefined;
  let { performance } = begun;
  for (const step of captured.trail.slice(0, at)) {
    const given = giveStep(performance, step);
    if ("parting" in given) return undefined;
    ({ performance } = given);
  }
  return performance;
}

/** The dialog after all messages that follow without the client's doing. */
function heardOut(performance: Performance): Performance {
  let current = performance;
  for (let node = waitingNode(current); node !== null; node = waitingNode(current)) {
    const turn = turnOf(current, node);
    if (turn?.listen !== null || current.waiting.size > 1) return current;
    current = giveResult(current, `turn:${node}`, { kind: "said" });
  }
  return current;
}
