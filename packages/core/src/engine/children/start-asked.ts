import { parseInput } from "../../define/index.ts";
import { CallwrightError, isCallwrightError } from "../../errors/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { RunRow } from "../../ports/rows.ts";
import { startRun } from "../advance-run.ts";
import type { FlowRegistry } from "../flow-registry.ts";
import { depthOf, maxDepth } from "../run-ids.ts";
import type { NewRun, Work } from "../work.ts";

/**
 * The first step of a run. One that another run asked for has its input checked here.
 *
 * Shape: `undefined` when it cannot start and its asker was told so.
 * Errors: for a run that nobody asked for, those of its flow and of its first step.
 */
export function startAsked(flows: FlowRegistry, run: NewRun, now: number, work: Work): RunRow | undefined {
  const { asker } = run;
  if (!asker) return startRun(flows.get(run.flow, run.version), run, now, work);
  try {
    if (depthOf(run.id) > maxDepth) throw new CallwrightError("RUN_TOO_DEEP", { run: run.id, limit: maxDepth });
    const flow = flows.get(run.flow, run.version);
    const given = asker.input ? asker.input() : run.input;
    const input = (flow.input ? parseInput({ id: flow.id, input: flow.input }, given) : (given ?? null)) as Json;
    const row = startRun(flow, { ...run, input }, now, work);
    asker.started?.(row);
    return row;
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    return asker.refused(error);
  }
}
