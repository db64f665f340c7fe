import { CallwrightError, isCallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { EffectRow, Rows, RunRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { EffectRunner } from "../effects/effect-runner.ts";
import type { Probe } from "../fault-points.ts";
import type { FlowRegistry } from "../flow-registry.ts";
import { workInPages, type PageTask, type PageWork } from "./page-work.ts";
import { laneOf } from "../run-ids.ts";
import { isUndo } from "../effects/undo-input.ts";

const pageSize = 200;

/** What recovery needs. */
export interface RecoverParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly flows: FlowRegistry;
  readonly dispatcher: Dispatcher;
  readonly effects: EffectRunner;
  readonly onDamaged: (row: DamagedRow) => void;
  readonly probe?: Probe | undefined;
}

/**
 * Takes up what a former process left: its open effects, and runs whose flow is missing or has come back.
 *
 * Resolves after the first page of each; the others follow while events are served. What was not reached when the process ends is
 * there for the next one. An effect counts as left behind when this process does not have it in hand, which is decided in its
 * run's lane, where nothing of that run is half done.
 *
 * @param further what is done in pages after that
 */
export async function recover(parts: RecoverParts, further: readonly PageTask[]): Promise<PageWork> {
  const { store, flows, logger, probe } = parts;
  if (probe) await probe("recovery:begun", {});
  const tasks = [runPages(parts, "parked", (run) => unparkIfBack(run, parts))];
  // A store remembers every flow that it ever had runs of: while none is missing, no run needs to be looked at.
  if (await lacksFlows(store, flows)) tasks.push(runPages(parts, "running", (run) => parkIfMissing(run, parts)));
  const left = await firstPages(tasks);
  if (probe) await probe("recovery:runs-checked", {});
  let taken = 0;
  const take = async (effect: EffectRow): Promise<void> => {
    if (await takeUp(effect, parts)) taken += 1;
  };
  left.push(...(await firstPages([effectPages(parts, "started", take), effectPages(parts, "pending", take)])));
  const tell = async (): Promise<boolean> => {
    if (taken > 0) logger.info({ effects: taken }, "effects of a former process are settled");
    if (probe) await probe("recovery:ended", {});
    return false;
  };
  if (left.length > 0) return workInPages(parts, [...left, tell, ...further]);
  await tell();
  return workInPages(parts, further);
}

/** Takes a page of each task. @returns those of which more may be left */
async function firstPages(tasks: readonly PageTask[]): Promise<PageTask[]> {
  const left: PageTask[] = [];
  for (const task of tasks) if (await task()) left.push(task);
  return left;
}

function runPages(parts: RecoverParts, status: "running" | "parked", look: (run: RunRow) => Promise<void>): PageTask {
  return rowPages(parts, "runs", { status }, (run) => unlessBroken(parts.logger, { run: run.id }, () => look(run)));
}

function effectPages(
  parts: RecoverParts,
  state: "started" | "pending",
  take: (effect: EffectRow) => Promise<void>,
): PageTask {
  const takeRow = (effect: EffectRow) =>
    unlessBroken(parts.logger, { run: effect.run, effect: effect.type }, () => take(effect));
  return rowPages(parts, "effects", { state }, takeRow, () => parts.probe?.("recovery:effects-read", {}));
}

/** Does something with every row that a query names, a page at a time; a page that fails is read again. */
function rowPages<Table extends "runs" | "effects">(
  { store, onDamaged }: RecoverParts,
  table: Table,
  where: Partial<Rows[Table]>,
  task: (row: Rows[Table]) => Promise<void>,
  afterRead?: () => Promise<void> | void,
): PageTask {
  let last: Rows[Table] | undefined;
  return async () => {
    const page = await store.find(table, { where, limit: pageSize, onDamaged, ...(last && { after: last }) });
    await afterRead?.();
    await Promise.all(page.map(task));
    last = page.at(-1) ?? last;
    return page.length === pageSize;
  };
}

/** One row that cannot be used must not keep the others. A trouble that passes is left to the page's next try. */
async function unlessBroken(
  logger: LoggerPort,
  fields: Readonly<Record<string, unknown>>,
  task: () => Promise<void>,
): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!isCallwrightError(error) || error.retry !== "never") throw error;
    logger.error({ ...fields, code: error.code }, "something of a former process could not be taken up");
  }
}

async function lacksFlows(store: StorePort, flows: FlowRegistry): Promise<boolean> {
  for (const { id } of await store.find("flows", { limit: 10_000 })) {
    const at = id.lastIndexOf("@");
    if (!flows.find(id.slice(0, at), Number(id.slice(at + 1)))) return true;
  }
  return false;
}

function parkIfMissing({ id, lane, flow, version }: RunRow, { flows, dispatcher }: RecoverParts): Promise<void> {
  if (flows.find(flow, version)) return Promise.resolve();
  const { message, code } = new CallwrightError("FLOW_UNKNOWN", { flow, version });
  return dispatcher.inLane(lane, async (work) => {
    const run = await work.read("runs", id);
    if (run?.status === "running" && !flows.find(run.flow, run.version)) {
      await work.parkRun(id, { code, message, effect: null });
    }
  });
}

function unparkIfBack(found: RunRow, { flows, dispatcher }: RecoverParts): Promise<void> {
  const isBack = (run: RunRow) => run.parked?.code === "FLOW_UNKNOWN" && flows.find(run.flow, run.version);
  if (!isBack(found)) return Promise.resolve();
  return dispatcher.inLane(found.lane, async (work) => {
    const run = await work.read("runs", found.id);
    if (run?.status !== "parked" || !isBack(run)) return;
    work.replaceRun(run, { ...run, status: "running", parked: null }, { type: "run.unparked" });
  });
}

/**
 * Takes up an effect unless this process has it in hand, or nobody here knows its flow. Undoing needs no flow: the code of a version
 * may go with its last open run. @returns whether it did
 */
export function takeUp(
  { id, run }: Pick<EffectRow, "id" | "run">,
  { flows, dispatcher, effects }: Pick<RecoverParts, "flows" | "dispatcher" | "effects">,
): Promise<boolean> {
  return dispatcher.inLane(laneOf(run), async (work) => {
    const effect = await work.read("effects", id);
    if (!effect || (effect.state !== "pending" && effect.state !== "started") || effects.has(id)) return false;
    const owner = await work.read("runs", run);
    const isUsable = isUndo(effect) ? effects.knows(effect) : owner && flows.find(owner.flow, owner.version);
    if (!owner || !isUsable) return false;
    effects.schedule([effect], true);
    return true;
  });
}
