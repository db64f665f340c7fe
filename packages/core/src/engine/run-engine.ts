import { CallwrightError } from "../errors/index.ts";
import type { Flow } from "../machine/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { Json, RunId } from "../ports/identity.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { JournalRow, RunRow, TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { isReport } from "./advance-run.ts";
import { CommitGroup } from "./commit-group.ts";
import { Dispatcher } from "./dispatcher.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";
import { EffectRunner, type EffectVariant } from "./effect-runner.ts";
import { FlowRegistry } from "./flow-registry.ts";
import { HotRuns } from "./hot-runs.ts";
import { Lanes } from "./lanes.ts";
import { Observers } from "./observers.ts";
import type { Reaction } from "./reactions.ts";
import { purgeDedupe } from "./purge-dedupe.ts";
import { recover } from "./recover.ts";
import { laneOf } from "./run-ids.ts";
import { TimerWheel } from "./timer-wheel.ts";
import type { RunEvent, Work } from "./work.ts";

/** How long a vendor's message is remembered, so that a repetition changes nothing. */
const dedupeMs = 7 * 24 * 3_600_000;

/** After how many new dedupe keys the expired ones are removed. */
const purgeEvery = 1_000;

/** What an engine of runs is made from. */
export interface RunEngineSettings {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly flows: readonly Flow[];
  readonly effects: readonly EffectDeclaration[];
  /** Called when a job's timer is due, outside its lane; must end or renew the timer in the transaction of what follows. */
  readonly onJobDue: (timer: TimerRow, engine: RunEngine) => Promise<void>;
  /** Accept a changed flow under the same version; for development only. */
  readonly allowChangedFlows?: boolean;
  readonly variant?: EffectVariant;
}

/** Runs flows durably in one process: dispatch, commit, effects, timers, recovery, observers. */
export class RunEngine {
  readonly observers: Observers;
  readonly flows = new FlowRegistry();
  readonly #settings: RunEngineSettings;
  readonly #declarations: ReadonlyMap<string, EffectDeclaration>;
  readonly #lanes = new Lanes();
  readonly #closing = new AbortController();
  #dedupeCount = 0;
  readonly #dispatcher: Dispatcher;
  readonly #effects: EffectRunner;
  readonly #timers: TimerWheel;

  /** @throws FLOW_DUPLICATE, FLOW_UNKNOWN_EFFECT */
  constructor(settings: RunEngineSettings) {
    const { store, clock, logger } = settings;
    this.#settings = settings;
    this.observers = new Observers(logger);
    const declarations = new Map(settings.effects.map((declaration) => [declaration.type, declaration]));
    this.#declarations = declarations;
    for (const flow of settings.flows) {
      const missing = flow.effects.find((effect) => !declarations.has(effect));
      if (missing !== undefined) throw new CallwrightError("FLOW_UNKNOWN_EFFECT", { flow: flow.id, effect: missing });
      this.flows.add(flow);
    }
    this.#dispatcher = new Dispatcher({
      store,
      clock,
      flows: this.flows,
      commits: new CommitGroup(store),
      lanes: this.#lanes,
      hot: new HotRuns(),
      observers: this.observers,
    });
    this.#effects = new EffectRunner({
      clock,
      logger,
      dispatcher: this.#dispatcher,
      declarations,
      variant: settings.variant ?? "reconcile",
    });
    this.#timers = new TimerWheel({ clock, store, logger, fire: (timer) => this.#fire(timer) });
    this.#dispatcher.afterCommit({
      effectsAreDue: (effects) => this.#effects.schedule(effects),
      timersAreSet: (timers) => this.#timers.set(timers),
    });
  }

  /** Aborted when the engine is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Adds what a domain room lets follow from changes of runs. Before {@link start}. */
  react(reaction: Reaction): void {
    this.#dispatcher.react(reaction);
  }

  /** Opens nothing: the store must be open. Pins the flows, takes up what a former process left, fires overdue timers. */
  async start(): Promise<void> {
    const { store, clock, logger, allowChangedFlows } = this.#settings;
    await this.flows.pin(store, clock.now(), allowChangedFlows ?? false);
    await recover({ store, logger, flows: this.flows, dispatcher: this.#dispatcher, effects: this.#effects });
    await purgeDedupe(store, clock.now());
    await this.#timers.start();
  }

  /** Does work in a lane and commits it as one. */
  inLane<Result>(lane: string, task: (work: Work) => Promise<Result>): Promise<Result> {
    return this.#dispatcher.inLane(lane, task);
  }

  /**
   * Gives a run an event, once per dedupe key. Resolves after the commit. A run that is over takes reports alone; other events
   * change nothing then.
   *
   * @throws RUN_UNKNOWN
   */
  dispatch(
    run: RunId,
    event: RunEvent,
    dedupeKey?: string,
    alongside?: (work: Work) => void,
  ): Promise<"applied" | "duplicate" | "over"> {
    return this.#dispatcher.inLane(laneOf(run), async (work) => {
      const row = await work.read("runs", run);
      if (!row) throw new CallwrightError("RUN_UNKNOWN", { run });
      if (dedupeKey !== undefined && (await work.read("dedupe", dedupeKey))) return "duplicate";
      if (row.status !== "running" && row.status !== "parked" && !isReport(event)) return "over";
      if (dedupeKey !== undefined) {
        const expiresAt = this.#settings.clock.now() + dedupeMs;
        work.insert("dedupe", { id: dedupeKey, account: row.account, expiresAt });
        this.#countDedupe();
      }
      alongside?.(work);
      work.send(run, event);
      return "applied";
    });
  }

  /** Forgets expired dedupe keys now and then, so that the table does not grow for ever. */
  #countDedupe(): void {
    this.#dedupeCount += 1;
    if (this.#dedupeCount % purgeEvery !== 0) return;
    purgeDedupe(this.#settings.store, this.#settings.clock.now()).catch(() => {
      this.#settings.logger.warn({}, "expired dedupe keys could not be removed; tried again later");
    });
  }

  /** The run as committed. */
  findRun(id: RunId): Promise<RunRow | undefined> {
    return this.#dispatcher.findRun(id);
  }

  /** The events of a run, in order. */
  journal(run: RunId): Promise<readonly JournalRow[]> {
    return this.#settings.store.find("journal", { where: { run }, limit: 10_000 });
  }

  /** Tries the effects again at which a run was parked. For a person who knows that this does no harm. */
  async retry(id: RunId): Promise<void> {
    const again = await this.#dispatcher.inLane(laneOf(id), async (work) => {
      const run = await work.read("runs", id);
      if (!run) throw new CallwrightError("RUN_UNKNOWN", { run: id });
      const key = run.parked?.effect;
      const effect = key ? await work.read("effects", key) : undefined;
      if (!effect) throw new CallwrightError("RUN_NOT_PARKED_AT_EFFECT", { run: id });
      const next = { ...effect, state: "pending" as const, tries: 0, dueAt: this.#settings.clock.now(), error: null };
      work.put("effects", next);
      work.replaceRun(run, { ...run, status: "running", parked: null }, { type: "run.retried", effect: effect.id });
      return [next];
    });
    this.#effects.schedule(again);
  }

  /** Gives a parked effect the result that a person found out, and lets the run go on. */
  async resolveEffect(id: RunId, output: Json): Promise<void> {
    await this.#dispatcher.inLane(laneOf(id), async (work) => {
      const run = await work.read("runs", id);
      if (!run) throw new CallwrightError("RUN_UNKNOWN", { run: id });
      const effect = run.parked?.effect ? await work.read("effects", run.parked.effect) : undefined;
      if (!effect) throw new CallwrightError("RUN_NOT_PARKED_AT_EFFECT", { run: id });
      const parsed = this.#declarations.get(effect.type)?.output.safeParse(output);
      if (parsed?.success === false) {
        const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "result"}: ${issue.message}`);
        throw new CallwrightError("INPUT_INVALID", { flow: effect.type, problems });
      }
      work.put("effects", { ...effect, state: "done", endedBy: "person", error: null });
      work.send(id, { type: "effect.done", invoke: effect.invoke, output }, { by: "person" });
    });
  }

  /**
   * Ends a run with the outcome that a person found out. What its effects did already is not undone.
   *
   * @throws RUN_UNKNOWN, INPUT_INVALID for an outcome that the flow does not have
   */
  async decide(id: RunId, outcome: string): Promise<void> {
    await this.#dispatcher.inLane(laneOf(id), async (work) => {
      const run = await work.read("runs", id);
      if (!run) throw new CallwrightError("RUN_UNKNOWN", { run: id });
      if (run.status === "ended" || run.status === "cancelled") return;
      const { outcomes = [] } = this.flows.get(run.flow, run.version);
      if (!outcomes.includes(outcome)) {
        const problems = [`outcome: "${outcome}" is none of ${outcomes.join(", ")}`];
        throw new CallwrightError("INPUT_INVALID", { flow: run.flow, problems });
      }
      work.endRun(run, outcome);
    });
  }

  /** Ends a run without an outcome. What its effects did already is not undone. */
  async cancel(id: RunId, reason: string): Promise<void> {
    await this.#dispatcher.inLane(laneOf(id), (work) => work.cancelRun(id, reason));
  }

  /** Stops taking up work and waits for what is under way. */
  async close(): Promise<void> {
    this.#timers.close();
    await this.#effects.close();
    await this.#lanes.idle();
    this.#closing.abort();
  }

  #fire(timer: TimerRow): Promise<void> {
    if (timer.kind === "job") return this.#settings.onJobDue(timer, this);
    return this.#dispatcher.inLane(laneOf(timer.owner), async (work) => {
      const current = await work.read("timers", timer.id);
      if (current?.dueAt !== timer.dueAt) return;
      const run = await work.read("runs", timer.owner);
      // Its flow is not registered now: the timer waits in the store for the engine that has it.
      if (run && !this.flows.find(run.flow, run.version)) return;
      work.cancelTimer(timer.id);
      if (run) work.send(timer.owner, timer.event as RunEvent);
    });
  }
}
