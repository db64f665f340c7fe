import { isCallwrightError } from "../errors/index.ts";
import type { AccountId, Json, RunId } from "../ports/identity.ts";
import type { DamagedRow } from "../ports/damage.ts";
import type { RunRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { pagesOf } from "./all-rows.ts";
import type { ByHand } from "./by-hand.ts";
import { toOperationReport, type OperatedRun, type OperationReport } from "./operation-report.ts";

/** What an operator does with runs; each is also a method of the account, for one run. */
export type OperatorAction =
  /** Tries again the effect that a run is parked at. For a person who knows that this does no harm. */
  | { readonly action: "retry" }
  /** Skips the effect that a run is parked at: it gets this result, and the run goes on. */
  | { readonly action: "resolve"; readonly result: Json }
  /** Ends the run with this outcome. */
  | { readonly action: "decide"; readonly outcome: string }
  /** Ends the run without an outcome; a call stops. */
  | { readonly action: "cancel" };

/** Which of the runs that wait for a person are meant. */
export interface ParkedFilter {
  /** Why they wait, e.g. `VOICE_UNREACHABLE`. */
  readonly code?: string;
  /** Id of the flow, or of the robot. */
  readonly flow?: string;
  /** Default 1,000. */
  readonly limit?: number;
}

/** Runs that are worked on at the same time: they share a commit. */
const atOnce = 100;
const defaultLimit = 1_000;

/** What one run needs for an operator. */
export interface OperatedEngine {
  readonly byHand: ByHand;
  findRun(id: RunId): Promise<RunRow | undefined>;
}

/** Runs of an account, or of all, that wait for a person, and those that failed, the oldest first. @param onDamaged as in a query */
export async function findParked(
  store: StorePort,
  account: AccountId | undefined,
  { code, flow, limit = defaultLimit }: ParkedFilter,
  onDamaged?: (row: DamagedRow) => void,
): Promise<readonly RunRow[]> {
  const isMeant = (run: RunRow) =>
    (account === undefined || run.account === account) &&
    (code === undefined || run.parked?.code === code) &&
    (flow === undefined || run.flow === flow || run.flow.startsWith(`${flow}/`));
  const found: RunRow[] = [];
  const told = onDamaged && { onDamaged };
  for (const status of ["parked", "failed"] as const) {
    for await (const page of pagesOf(store, "runs", { where: { status }, limit: 1_000, ...told })) {
      found.push(...page.filter(isMeant));
      if (found.length >= limit) return found.slice(0, limit);
    }
  }
  return found;
}

/** Does one thing with many runs, each for itself: what is refused for one run does not keep the others. */
export async function operate(
  engine: OperatedEngine,
  account: AccountId,
  runs: readonly RunId[],
  action: OperatorAction,
): Promise<OperationReport> {
  const done: OperatedRun[] = [];
  for (let start = 0; start < runs.length; start += atOnce) {
    const page = runs.slice(start, start + atOnce).map((run) => operateOne(engine, account, run, action));
    done.push(...(await Promise.all(page)));
  }
  return toOperationReport(action.action, done);
}

async function operateOne(
  engine: OperatedEngine,
  account: AccountId,
  id: RunId,
  action: OperatorAction,
): Promise<OperatedRun> {
  const run = await engine.findRun(id);
  if (run?.account !== account) return { run: id, result: "skipped", reason: "it is not of this account" };
  if (run.status === "ended" || run.status === "cancelled") return { run: id, result: "skipped", reason: "it is over" };
  try {
    await doOne(engine, run, action);
    return { run: id, result: "done" };
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    return { run: id, result: "refused", code: error.code, reason: error.message };
  }
}

function doOne(engine: OperatedEngine, { id }: RunRow, action: OperatorAction): Promise<void> {
  switch (action.action) {
    case "retry":
      return engine.byHand.retry(id);
    case "resolve":
      return engine.byHand.resolve(id, action.result);
    case "decide":
      return engine.byHand.decide(id, action.outcome);
    case "cancel":
      return engine.byHand.cancel(id, "cancelled");
  }
}
