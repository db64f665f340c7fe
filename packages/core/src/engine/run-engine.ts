import { CallwrightError } from "../errors/index.ts";
import { startRunEffect, type Flow } from "../machine/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { AccountId, Json, RunId } from "../ports/identity.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { EffectRow, JournalRow, RunRow, TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { isReport } from "./advance-run.ts";
import { allRows } from "./all-rows.ts";
import { findArchived, missingRun } from "./archives/archives.ts";
import { BudgetBook } from "./effects/budget-book.ts";
import { afterChild } from "./children/child-runs.ts";
import { CommitGroup } from "./commit-group.ts";
import { Compactor, type CompactionReport } from "./archives/compactor.ts";
import type { Migration } from "./versions/define-migration.ts";
import { Dispatcher } from "./dispatcher.ts";
import type { EffectDeclaration } from "./effects/effect-declaration.ts";
import type { EffectVariant } from "./effects/effect-performer.ts";
import { doubtOf } from "./effects/effect-ledger.ts";
import { EffectRunner, type VendorSettings } from "./effects/effect-runner.ts";
import type { Probe } from "./fault-points.ts";
import { FlowRegistry } from "./flow-registry.ts";
import { HotRuns } from "./hot-runs.ts";
import { Lanes } from "./lanes.ts";
import { migrateRuns, type MigrateOptions } from "./versions/migrate-runs.ts";
import type { MigrationReport } from "./versions/migration-report.ts";
import { Observers } from "./observers.ts";
import type { ReactionDefinition } from "./follow-ups/define-reaction.ts";
import { createFollowUps, type FollowUps } from "./follow-ups/follow-ups.ts";
import { parkAgain } from "./effects/park-again.ts";
import type { Reaction } from "./reactions.ts";
import { workInPages, type PageWork } from "./recovery/page-work.ts";
import { purgeDedupePage } from "./recovery/purge-dedupe.ts";
import { recover, takeUp } from "./recovery/recover.ts";
import { laneOf } from "./run-ids.ts";
import { TimerWheel } from "./timers/timer-wheel.ts";
import { isUndo } from "./effects/undo-input.ts";
import { parkedUndo, undoing } from "./effects/undo.ts";
import type { RunEvent, Work } from "./work.ts";

/** How long a vendor's message is remembered, so that a repetition changes nothing. */
const dedupeMs = 7 * 24 * 3_600_000;

/** How much may wait to be done. */
const defaultMaxWaiting = 10_000;

/** When something that was not taken may be sent again. */
const busyForMs = 1_000;

/** After how many new dedupe keys the expired ones are removed. */
const purgeEvery = 1_000;

/** What an engine of runs is made from. */
export interface RunEngineSettings extends VendorSettings {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly flows: readonly Flow[];
  readonly effects: readonly EffectDeclaration[];
  /** What follows from what becomes known of runs. Default: nothing. */
  readonly reactions?: readonly ReactionDefinition[];
  /** Called when a job's timer is due, outside its lane; must end or renew the timer in the transaction of what follows. */
  readonly onJobDue: (timer: TimerRow, engine: RunEngine) => Promise<void>;
  /** Accept a changed flow under the same version; for development only. */
  readonly allowChangedFlows?: boolean;
  readonly variant?: EffectVariant;
  /** Called at every fault point, for crash tests. */
  readonly probe?: Probe | undefined;
  /** How much may wait to be done before nothing new is taken. Default: 10,000. */
  readonly maxWaiting?: number | undefined;
}

/** Runs flows durably in one process: dispatch, commit, effects, timers, recovery, observers. */
export class RunEngine {
  readonly observers: Observers;
  /** What every account has spent of its budget. */
  readonly budgets: BudgetBook;
  readonly flows = new FlowRegistry();
  readonly #settings: RunEngineSettings;
  readonly #declarations: ReadonlyMap<string, EffectDeclaration>;
  readonly #lanes = new Lanes();
  readonly #closing = new AbortController();
  readonly #followUps: FollowUps | undefined;
  #dedupeCount = 0;
  #recovery: PageWork | undefined;
  #purge: PageWork | undefined;
  readonly #dispatcher: Dispatcher;
  readonly #effects: EffectRunner;
  readonly #timers: TimerWheel;
  readonly #compactor: Compactor;

  /** @throws FLOW_DUPLICATE, FLOW_UNKNOWN_EFFECT */
  constructor(settings: RunEngineSettings) {
    const { store, clock, logger, probe } = settings;
    this.#settings = settings;
    this.observers = new Observers(logger);
    const declarations = new Map(settings.effects.map((declaration) => [declaration.type, declaration]));
    this.#declarations = declarations;
    for (const flow of settings.flows) {
      const missing = flow.effects.find((effect) => effect !== startRunEffect && !declarations.has(effect));
      if (missing !== undefined) throw new CallwrightError("FLOW_UNKNOWN_EFFECT", { flow: flow.id, effect: missing });
      this.flows.add(flow);
    }
    const hot = new HotRuns();
    this.#dispatcher = new Dispatcher({
      store,
      clock,
      flows: this.flows,
      commits: new CommitGroup(store, probe),
      lanes: this.#lanes,
      hot,
      observers: this.observers,
      probe,
    });
    this.#dispatcher.react(afterChild);
    this.#dispatcher.react(parkAgain);
    if (settings.reactions?.length) this.#followUps = createFollowUps(settings.reactions, this.flows, clock);
    this.budgets = new BudgetBook(store, clock);
    this.#effects = new EffectRunner({
      clock,
      logger,
      store,
      dispatcher: this.#dispatcher,
      declarations,
      budgets: this.budgets,
      variant: settings.variant ?? "reconcile",
      tell: (notice) => this.observers.tell(notice),
      limits: settings.limits,
      breaker: settings.breaker,
      ...(settings.vendorOf && { vendorOf: settings.vendorOf }),
      probe,
    });
    const mayBeUnderWay = (effect: EffectRow) => this.#effects.mayBeUnderWay(effect);
    this.#dispatcher.react(undoing({ store, clock, declarations, mayBeUnderWay }));
    this.#timers = new TimerWheel({ clock, store, logger, fire: (timer) => this.#fire(timer), probe });
    this.#compactor = new Compactor({ store, clock, logger, hot, dispatcher: this.#dispatcher });
    this.observers.on("run:ended", () => this.#compactor.noteEnd());
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

  /**
   * Opens nothing: the store must be open. Pins the flows and begins to take up what a former process left and to fire overdue
   * timers: what does not fit in a page of each goes on while events are served.
   */
  async start(): Promise<void> {
    const { store, clock, logger, allowChangedFlows, probe } = this.#settings;
    await this.flows.pin(store, clock.now(), allowChangedFlows ?? false);
    if (this.#followUps) this.#dispatcher.react(this.#followUps.react);
    const parts = {
      store,
      clock,
      logger,
      flows: this.flows,
      dispatcher: this.#dispatcher,
      effects: this.#effects,
      probe,
    };
    this.#recovery = await recover(parts, [() => purgeDedupePage(store, clock.now())]);
    await this.#timers.start();
  }

  /**
   * Refuses what comes from outside while too much waits to be done. What the engine has begun goes on.
   *
   * @throws ENGINE_BUSY
   */
  admit(): void {
    const waiting = this.#lanes.size;
    const limit = this.#settings.maxWaiting ?? defaultMaxWaiting;
    if (waiting >= limit) throw new CallwrightError("ENGINE_BUSY", { waiting, limit }, { retryAfterMs: busyForMs });
  }

  /** Does work in a lane and commits it as one. */
  inLane<Result>(lane: string, task: (work: Work) => Promise<Result>): Promise<Result> {
    return this.#dispatcher.inLane(lane, task);
  }

  /**
   * Gives a run an event, once per dedupe key. Resolves after the commit. A run that is over takes reports alone; other events
   * change nothing then.
   *
   * @throws RUN_UNKNOWN, ENGINE_BUSY
   */
  async dispatch(
    run: RunId,
    event: RunEvent,
    dedupeKey?: string,
    alongside?: (work: Work) => void,
  ): Promise<"applied" | "duplicate" | "over"> {
    this.admit();
    return this.#dispatcher.inLane(laneOf(run), async (work) => {
      const row = work.knownRun(run) ?? (await work.read("runs", run));
      if (!row && (await findArchived(this.#settings.store, run))) return "over";
      if (!row) throw new CallwrightError("RUN_UNKNOWN", { run });
      if (dedupeKey !== undefined && (await work.read("dedupe", dedupeKey))) return "duplicate";
      if (row.status !== "running" && row.status !== "parked" && !this.#takesLate(row, event)) return "over";
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

  /** Whether a run that is over still takes an event: nothing that comes with one that it does not take may be kept. */
  #takesLate({ status, closesAt }: RunRow, event: RunEvent): boolean {
    return status !== "failed" && isReport(event) && this.#settings.clock.now() <= (closesAt ?? 0);
  }

  /** Forgets expired dedupe keys now and then, so that the table does not grow for ever. */
  #countDedupe(): void {
    this.#dedupeCount += 1;
    if (this.#dedupeCount % purgeEvery !== 0) return;
    const { store, clock, logger } = this.#settings;
    void this.#purge?.stop();
    this.#purge = workInPages({ clock, logger }, [() => purgeDedupePage(store, clock.now())]);
  }

  /** The run as committed, also one that was put away. */
  async findRun(id: RunId): Promise<RunRow | undefined> {
    return (await this.#dispatcher.findRun(id)) ?? (await findArchived(this.#settings.store, id))?.run;
  }

  /** The events of a run, in order, also of one that was put away. */
  async journal(run: RunId): Promise<readonly JournalRow[]> {
    const rows = await allRows(this.#settings.store, "journal", { run });
    return rows.length > 0 ? rows : ((await findArchived(this.#settings.store, run))?.journal ?? []);
  }

  /** Moves open runs of an account to another version of their flow. */
  migrate(migration: Migration, account: AccountId, options: MigrateOptions = {}): Promise<MigrationReport> {
    const { store, clock } = this.#settings;
    const own = { flows: this.flows, dispatcher: this.#dispatcher, effects: this.#effects };
    const parts = { ...own, store, now: () => clock.now(), takeUp: (effect: EffectRow) => takeUp(effect, own) };
    return migrateRuns(migration, account, options, parts);
  }

  /** Puts away, small, every call and run in which nothing can change any more. Happens by itself now and then. */
  compact(): Promise<CompactionReport> {
    return this.#compactor.compact();
  }

  /**
   * Tries the effect again at which a run was parked, or one that could not be undone. For a person who knows that this does no harm.
   *
   * @throws RUN_UNKNOWN, RUN_NOT_PARKED_AT_EFFECT, FLOW_UNKNOWN while nobody here could take the result
   */
  async retry(id: RunId): Promise<void> {
    await this.#dispatcher.inLane(laneOf(id), async (work) => {
      const run = await work.read("runs", id);
      if (!run) throw await missingRun(this.#settings.store, id);
      if (await this.#followUps?.retry(run, work)) return;
      const effect = await this.#parkedEffect(run, work);
      if (!isUndo(effect)) this.flows.get(run.flow, run.version);
      const dueAt = this.#settings.clock.now();
      const next = { ...effect, state: "pending" as const, tries: 0, dueAt, error: doubtOf(effect) };
      work.put("effects", next);
      work.effects.push(next);
      const after: RunRow = isUndo(effect) ? run : { ...run, status: "running", parked: null };
      work.replaceRun(run, after, { type: "run.retried", effect: effect.id });
    });
  }

  /** The effect that a run waits for a person at, else one that could not be undone. */
  async #parkedEffect(run: RunRow, work: Work): Promise<EffectRow> {
    const key = run.parked?.effect;
    const effect = key ? await work.read("effects", key) : await parkedUndo(this.#settings.store, run.id);
    if (!effect) throw new CallwrightError("RUN_NOT_PARKED_AT_EFFECT", { run: run.id });
    return effect;
  }

  /** Gives a parked effect the result that a person found out, and lets the run go on; one that could not be undone is undone by hand. */
  async resolveEffect(id: RunId, output: Json): Promise<void> {
    await this.#dispatcher.inLane(laneOf(id), async (work) => {
      const run = await work.read("runs", id);
      if (!run) throw await missingRun(this.#settings.store, id);
      const effect = await this.#parkedEffect(run, work);
      if (isUndo(effect)) {
        work.put("effects", { ...effect, state: "done", endedBy: "person", error: null });
        work.replaceRun(run, run, { type: "run.undone", effect: effect.id, by: "person" });
        return;
      }
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
      if (!run) throw await missingRun(this.#settings.store, id);
      if (run.status === "ended" || run.status === "cancelled") return;
      const { outcomes = [] } = this.flows.get(run.flow, run.version);
      if (!outcomes.includes(outcome)) {
        const problems = [`outcome: "${outcome}" is none of ${outcomes.join(", ")}`];
        throw new CallwrightError("INPUT_INVALID", { flow: run.flow, problems });
      }
      work.endRun(run, outcome);
    });
  }

  /** Ends a run without an outcome. What its effects did is undone where that is declared. */
  async cancel(id: RunId, reason: string): Promise<void> {
    await this.#dispatcher.inLane(laneOf(id), (work) => work.cancelRun(id, reason));
  }

  /** Stops taking up work and waits for what is under way. */
  async close(): Promise<void> {
    this.#timers.close();
    await Promise.all([this.#recovery?.stop(), this.#purge?.stop(), this.#compactor.close()]);
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
