import type { RobotDefinition } from "../define/index.ts";
import {
  afterRun,
  callLogEffects,
  callLogFlow,
  createJobTurns,
  createPersonBook,
  crmEffects,
  dispatchJob,
  jobEndFlow,
  noticeFlow,
  voiceEffects,
  type DialingParts,
} from "../dialing/index.ts";
import { allRows, createTableBook, RunEngine } from "../engine/index.ts";
import { checkFlow, type Flow } from "../machine/index.ts";
import { createTelemetry, type TelemetrySwitch } from "../observe/index.ts";
import type { AdapterHost, ConnectedAdapter } from "../ports/adapter.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import { refuseUnspeakable, RobotCatalog } from "../robots/index.ts";
import { Account } from "./account.ts";
import { createConnectionVault } from "./connection-vault.ts";
import { consoleLogger } from "./console-logger.ts";
import { PartContainer, token } from "./container.ts";
import { createInbox } from "./create-inbox.ts";
import { withCosts } from "./effect-costs.ts";
import { checkSettings, type EngineSettings, type FullSettings } from "./engine-settings.ts";
import { createEngineCare, type EngineCare } from "./engine-care.ts";
import { beginLife } from "./engine-life.ts";
import type { Engine } from "./engine.ts";
import { createHealthAnswers } from "./health.ts";
import { effectsOf, ownEffects } from "./own-effects.ts";
import { createTableWords, type TableWords } from "./lists/table-words.ts";
import { createPortDirectory } from "./port-directory.ts";
import { rotateKey } from "./rotate-key.ts";
import { backupStore, checkStore } from "./store-safety.ts";
import { systemClock } from "./system-clock.ts";
import { refuseUnable, vendorsOf } from "./vendors.ts";
import { createWebHandler } from "./web-handler.ts";

const clockPart = token<ClockPort>("clock");
const loggerPart = token<LoggerPort>("logger");
const wordsPart = token<TableWords>("words of tables");
const catalogPart = token<RobotCatalog>("robots");
const dialingPart = token<DialingParts>("dialing");
const runsPart = token<RunEngine>("runs");
const telemetryPart = token<TelemetrySwitch>("telemetry");
const carePart = token<EngineCare>("care");
const adaptersPart = token<readonly ConnectedAdapter[]>("adapters");

const minute = 60_000;
const defaultTimings = {
  resultDeadlineMs: 30 * minute,
  settleMs: 2_000,
  absenceMs: minute,
  jobLifetimeMs: 24 * 60 * minute,
};

/**
 * Makes an engine. It opens its store and takes up what a former process left by itself; `ready()` tells when.
 *
 * @throws ENGINE_SETTINGS_INVALID, VOICE_CANNOT_COMPILE, CAPABILITY_MISSING, FLOW_DUPLICATE, FLOW_UNKNOWN_EFFECT, TABLE_UNKNOWN, FLOW_NOT_DURABLE, FLOW_NOT_DETERMINISTIC
 * @example
 * ```ts ignore
 * const engine = createEngine({
 *   publicUrl: "https://calls.example.com/callwright",
 *   store: sqlite({ path: "callwright.db", key: process.env.CALLWRIGHT_KEY }),
 *   adapters: [bitrix({ app }), voicebox(vendor)],
 *   flows: [visitReminder],
 *   rules: [visitRules],
 *   gate: { consent: "notRequired" },
 * });
 * http.createServer(toNodeHandler(engine)).listen(8080);
 * ```
 */
export function createEngine(given: EngineSettings): Engine {
  const settings = checkSettings(given);
  const container = composeParts(settings);
  const runs = container.get(runsPart);
  const catalog = container.get(catalogPart);
  const care = container.get(carePart);
  const dialing = container.get(dialingPart);
  const adapters = container.get(adaptersPart);
  const logger = container.get(loggerPart);
  refuseUnspeakable(catalog, adapters.find((adapter) => adapter.voice)?.voice);
  refuseUnable([...(settings.effects ?? []), ...settings.flows.flatMap(effectsOf)], settings.adapters, adapters);
  // Flows of the library itself are checked by its tests: walking them would take longer than everything else at the start.
  checkFlows([...catalog.flows, ...sortFlows(settings.flows).flows]);

  const telemetry = container.get(telemetryPart);
  const { ready, health, close } = beginLife({
    store: settings.store,
    clock: dialing.clock,
    logger,
    runs,
    telemetry,
    load: async () => {
      await dialing.persons.load();
      await container.get(wordsPart).load();
    },
    closeParts: () => container.close(),
  });
  const whenReady =
    <Given extends readonly unknown[], Result>(task: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      await ready();
      return task(...given);
    };
  return {
    ready,
    fetch: createWebHandler({
      publicUrl: settings.publicUrl,
      routes: adapters.flatMap((adapter) => adapter.routes ?? []),
      logger,
      clock: dialing.clock,
      ready,
      telemetry,
      health: createHealthAnswers(health),
    }),
    health,
    account: (id) => new Account(id, { dialing, runs, catalog, care, ready }),
    accounts: whenReady(() => allRows(settings.store, "accounts", {})),
    on: (name, listener) => runs.observers.on(name, listener),
    compact: whenReady(() => runs.compact()),
    applyRetention: whenReady(() => care.applyRetention()),
    rotateKey: whenReady((key: string) => rotateKey(settings.store, key)),
    backup: whenReady((to: string) => backupStore(settings.store, to)),
    check: whenReady(() => checkStore(settings.store)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const checkedFlows = new WeakSet<Flow>();

/** Events that the walks at registration try, for a flow of its own and for all the shapes of one robot together. */
const checkEvents = 500;
const leastCheckEvents = 30;

/** Walks every flow once per process. Shapes of one robot differ by what they leave out, so each takes a share of the walk. */
function checkFlows(flows: readonly Flow[]): void {
  const shapes = new Map<string, number>();
  for (const flow of flows) shapes.set(familyOf(flow), (shapes.get(familyOf(flow)) ?? 0) + 1);
  for (const flow of flows) {
    const share = Math.ceil(checkEvents / (shapes.get(familyOf(flow)) ?? 1));
    if (!checkedFlows.has(flow)) checkFlow(flow, { events: Math.max(leastCheckEvents, share) });
    checkedFlows.add(flow);
  }
}

function familyOf(flow: Flow): string {
  return flow.kind === "robot"
    ? `${flow.id.replace(/\/hosted\/.*$/, "/hosted")}@${flow.version}`
    : `${flow.id}@${flow.version}`;
}

function composeParts(settings: FullSettings): PartContainer {
  const { robots, flows } = sortFlows(settings.flows);
  const container = new PartContainer();
  return container
    .bind(clockPart, () => settings.clock ?? systemClock())
    .bind(loggerPart, () => settings.logger ?? consoleLogger())
    .bind(
      telemetryPart,
      () => createTelemetry(settings.telemetry ?? true),
      (telemetry) => telemetry.close(),
    )
    .bind(wordsPart, () => createTableWords(settings.store, settings.tables ?? []))
    .bind(catalogPart, () => new RobotCatalog(robots, settings.rules ?? [], settings.serve))
    .bind(dialingPart, (get) => dialingParts(settings, get, container))
    .bind(
      runsPart,
      (get) => composeRuns(settings, flows, get, () => container.get(adaptersPart)),
      (runs) => runs.close(),
    )
    .bind(
      carePart,
      (get) =>
        createEngineCare({
          dialing: get(dialingPart),
          runs: get(runsPart),
          catalog: get(catalogPart),
          retention: settings.retention,
        }),
      (care) => care.close(),
    )
    .bind(adaptersPart, (get) => connectAdapters(settings, get), closeAdapters);
}

type Get = PartContainer["get"];

function dialingParts(settings: FullSettings, get: Get, container: PartContainer): DialingParts {
  return {
    ...defaultTimings,
    ...settings.timings,
    store: settings.store,
    clock: get(clockPart),
    logger: get(loggerPart),
    // Adapters are connected with an inbox that needs dialing: they are looked up when they are used.
    ports: createPortDirectory(() => container.get(adaptersPart)),
    robots: get(catalogPart),
    persons: createPersonBook(settings.store),
    recordings: settings.recordings ?? "keep",
    runs: () => container.get(runsPart),
    gate: { window: settings.window, consent: settings.consent, timeZoneField: settings.gate?.timeZoneField ?? null },
    country: settings.country,
  };
}

function composeRuns(
  settings: FullSettings,
  flows: readonly Flow[],
  get: Get,
  adapters: () => readonly ConnectedAdapter[],
): RunEngine {
  const { development } = settings;
  const dialing = get(dialingPart);
  const catalog = get(catalogPart);
  const turns = createJobTurns();
  const builtIn = withCosts(
    [...crmEffects(dialing), ...callLogEffects(dialing), ...voiceEffects(dialing)],
    settings.costs,
  );
  const runs = new RunEngine({
    store: settings.store,
    clock: dialing.clock,
    logger: dialing.logger,
    flows: [...catalog.flows, callLogFlow, jobEndFlow, noticeFlow, ...flows],
    reactions: settings.reactions ?? [],
    effects: [...builtIn, ...ownEffects(settings.effects ?? [], settings.flows, builtIn)],
    tables: createTableBook(settings.tables ?? [], get(wordsPart)),
    onJobDue: (timer, engine) => dispatchJob(dialing, turns, timer, engine),
    limits: settings.limits,
    breaker: settings.breaker,
    vendorOf: vendorsOf(settings.adapters, adapters),
    allowChangedFlows: development?.allowChangedFlows ?? false,
    variant: development?.interruptedEffects ?? "reconcile",
    probe: development?.probe,
    telemetry: get(telemetryPart),
    maxWaiting: settings.maxWaiting,
  });
  runs.flows.serve(settings.serve ?? {});
  runs.react((change, work) => afterRun(dialing, change, work));
  return runs;
}

function connectAdapters(settings: FullSettings, get: Get): readonly ConnectedAdapter[] {
  const dialing = get(dialingPart);
  const runs = get(runsPart);
  const vault = createConnectionVault(settings.store);
  const host: AdapterHost = {
    publicUrl: settings.publicUrl,
    clock: dialing.clock,
    logger: dialing.logger,
    inbox: createInbox({ dialing, runs, catalog: get(catalogPart), vault, timeZone: settings.timeZone ?? null }),
    vault,
    hasRun: async (run) => (await runs.findRun(run)) !== undefined,
  };
  return settings.adapters.map((adapter) => adapter.connect(host));
}

/** Closes every adapter, also after one that cannot; then tells the first failure. */
async function closeAdapters(adapters: readonly ConnectedAdapter[]): Promise<void> {
  const closed = await Promise.allSettled(adapters.map((adapter) => adapter.close()));
  const failed = closed.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

function sortFlows(given: readonly (RobotDefinition | Flow)[]): {
  readonly robots: RobotDefinition[];
  readonly flows: Flow[];
} {
  const robots: RobotDefinition[] = [];
  const flows: Flow[] = [];
  for (const flow of given) {
    if ("document" in flow) robots.push(flow);
    else flows.push(flow);
  }
  return { robots, flows };
}
