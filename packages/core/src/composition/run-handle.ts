import type { RunEngine, RunEvent } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { Json, RunId } from "../ports/identity.ts";
import type { RunRow } from "../ports/rows.ts";
import type { ParkedError } from "./call-handle.ts";
import { waitForResult } from "./wait-for-result.ts";

/** How a run of a hand-written flow came out. `parked`: a person is needed; ask again after that. */
export type RunResult<Outcome extends string = string> =
  | { readonly status: "ended"; readonly outcome: Outcome | null; readonly output: Json }
  | { readonly status: "cancelled" }
  | { readonly status: "failed" | "parked"; readonly error: ParkedError };

/** A run of a hand-written flow. */
export interface RunHandle<Outcome extends string = string> {
  readonly id: RunId;
  /** Where it stands now. */
  status(): Promise<RunRow>;
  /**
   * Gives the run an event; resolves after its commit. The same `dedupeKey` counts once in 7 days. `over`: the run had ended or was
   * cancelled, and the event changed nothing.
   */
  send(event: RunEvent, dedupeKey?: string): Promise<"applied" | "duplicate" | "over">;
  /** Resolves when the run has ended, was cancelled, or needs a person. */
  result(): Promise<RunResult<Outcome>>;
  /** Ends the run without an outcome. What its effects did is undone where they have `compensate`; its journal says what is not. */
  cancel(reason: string): Promise<void>;
}

/** A handle for a run of the store. */
export function createRunHandle<Outcome extends string>(id: RunId, runs: RunEngine): RunHandle<Outcome> {
  const status = async (): Promise<RunRow> => {
    const run = await runs.findRun(id);
    if (!run) throw new CallwrightError("RUN_UNKNOWN", { run: id });
    return run;
  };
  const signs = {
    events: ["run:ended", "run:parked", "run:cancelled"] as const,
    concerns: (payload: unknown) => (payload as { readonly run: RunRow }).run.id === id,
  };
  return {
    id,
    status,
    send: (event, dedupeKey) => runs.dispatch(id, event, dedupeKey === undefined ? undefined : `${id}:${dedupeKey}`),
    result: () => waitForResult(runs, signs, async () => resultOf<Outcome>(await status())),
    cancel: (reason) => runs.byHand.cancel(id, reason),
  };
}

function resultOf<Outcome extends string>(run: RunRow): RunResult<Outcome> | undefined {
  if (run.status === "ended") return { status: "ended", outcome: run.outcome as Outcome | null, output: run.output };
  if (run.status === "cancelled") return { status: "cancelled" };
  if (run.parked === null || run.status === "running") return undefined;
  const { code, message } = run.parked;
  return { status: run.status, error: { code, message, run: run.id } };
}
