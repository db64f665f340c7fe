import { CallwrightError } from "../errors/index.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { Rows, RunRow, TableName } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { EffectRunner } from "./effect-runner.ts";
import type { FlowRegistry } from "./flow-registry.ts";

const pageSize = 5_000;

/** What recovery needs. */
export interface RecoverParts {
  readonly store: StorePort;
  readonly logger: LoggerPort;
  readonly flows: FlowRegistry;
  readonly dispatcher: Dispatcher;
  readonly effects: EffectRunner;
}

/** Takes up what a former process left: its open effects, and runs whose flow is missing or has come back. */
export async function recover({ store, logger, flows, dispatcher, effects }: RecoverParts): Promise<void> {
  const missing = new Set<string>();
  for (const run of await allOf(store, "runs", { status: "running" }, "startedAt")) {
    if (flows.find(run.flow, run.version)) continue;
    missing.add(run.id);
    const { message, code } = new CallwrightError("FLOW_UNKNOWN", { flow: run.flow, version: run.version });
    await dispatcher.inLane(run.lane, (work) => work.parkRun(run.id, { code, message, effect: null }));
  }
  for (const run of await allOf(store, "runs", { status: "parked" }, "startedAt")) {
    if (isBack(run, flows)) await unpark(run, dispatcher);
    else if (run.parked?.code === "FLOW_UNKNOWN") missing.add(run.id);
  }
  const left = [
    ...(await allOf(store, "effects", { state: "started" }, "dueAt")),
    ...(await allOf(store, "effects", { state: "pending" }, "dueAt")),
  ].filter((effect) => !missing.has(effect.run));
  if (left.length > 0) logger.info({ effects: left.length }, "effects of a former process are settled");
  effects.schedule(left, true);
}

function isBack(run: RunRow, flows: FlowRegistry): boolean {
  return run.parked?.code === "FLOW_UNKNOWN" && flows.find(run.flow, run.version) !== undefined;
}

async function unpark(run: RunRow, dispatcher: Dispatcher): Promise<void> {
  await dispatcher.inLane(run.lane, async (work) => {
    work.replaceRun(run, { ...run, status: "running", parked: null }, { type: "run.unparked" });
  });
}

/** Every row with these values, in pages along the index's last field. */
async function allOf<Table extends TableName>(
  store: StorePort,
  table: Table,
  where: Partial<Rows[Table]>,
  along: keyof Rows[Table] & string,
): Promise<readonly Rows[Table][]> {
  const rows = new Map<string, Rows[Table]>();
  for (let from = 0; ;) {
    const before = rows.size;
    const page = await store.find(table, { where, from: { field: along, value: from }, limit: pageSize });
    for (const row of page) rows.set(row.id, row);
    const last = page.at(-1);
    if (!last || page.length < pageSize || rows.size === before) return [...rows.values()];
    from = Number(last[along]);
  }
}
