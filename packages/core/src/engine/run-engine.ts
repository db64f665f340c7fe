import { CallwrightError, isCallwrightError } from "../errors/index.ts";
import { startRunEffect, type Flow } from "../machine/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { DamagedRow } from "../ports/damage.ts";
import type { AccountId, RunId } from "../ports/identity.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { EffectRow, JobRow, JournalRow, Rows, RunRow, TableName, TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { isReport } from "./advance-run.ts";
import { allRows } from "./all-rows.ts";
import { findArchived } from "./archives/archives.ts";
import { BlobStore } from "./blobs/blob-store.ts";
import { BlobSweeper, type SettleOptions } from "./blobs/blob-sweeper.ts";
import { ByHand } from "./by-hand.ts";
import { BudgetBook } from "./effects/budget-book.ts";
import { afterChild } from "./children/child-runs.ts";
import { CommitGroup } from "./commit-group.ts";
import { aroundDamage } from "./damage/around-damage.ts";
import { DamageKeeper } from "./damage/damage-keeper.ts";
import { Compactor, type CompactionReport } from "./archives/compactor.ts";
import type { Migration } from "./versions/define-migration.ts";
import { Dispatcher } from "./dispatcher.ts";
import type { EffectDeclaration } from "./effects/effect-declaration.ts";
import type { EffectVariant } from "./effects/effect-performer.ts";
import { EffectRunner, type VendorSettings } from "./effects/effect-runner.ts";
import type { Probe } from "./fault-points.ts";
import { FlowRegistry } from "./flow-registry.ts";
import { HotRuns } from "./hot-runs.ts";
import { Lanes } from "./lanes.ts";
import { removeLane, type RemovedLane } from "./removal/remove-lane.ts";
import { removeStill } from "./removal/remove-still.ts";
import { migrateRuns, type MigrateOptions } from "./versions/migrate-runs.ts";
import type { MigrationReport } from "./versions/migration-report.ts";
import { Observers } from "./observers.ts";
import { CommitPulse, type EnginePulse } from "./pulse.ts";
import type { ReactionDefinition } from "./follow-ups/define-reaction.ts";
import { createFollowUps, type FollowUps } from "./follow-ups/follow-ups.ts";
import { parkAgain } from "./effects/park-again.ts";
import type { Reaction } from "./reactions.ts";
import { workInPages, type PageWork } from "./recovery/page-work.ts";
import { purgeDedupePage } from "./recovery/purge-dedupe.ts";
import { recover, takeUp } from "./recovery/recover.ts";
import { laneOf } from "./run-ids.ts";
import { noTables, type TableBook } from "./tables/table-book.ts";
import { upgradeTables } from "./tables/upgrade-tables.ts";
import { TimerWheel } from "./timers/timer-wheel.ts";
import type { TelemetrySource } from "./telemetry.ts";
import { undoing } from "./effects/undo.ts";
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
  /** The tables of the host. Default: none. */
  readonly tables?: TableBook | undefined;
  /** Called at every fault point, for crash tests. */
  readonly probe?: Probe | undefined;
  readonly telemetry?: TelemetrySource | undefined;
  /** How much may wait to be done before nothing new is taken. Default: 10,000. */
  readonly maxWaiting?: number | undefined;
}

/** Runs flows durably in one process: dispatch, commit, effects, timers, recovery, observers. */
export class RunEngine {
  readonly observers: Observers;
  /** What every account has spent of its budget. */
  readonly budgets: BudgetBook;
  /** Large values, by the hash of their content. */
  readonly blobs: BlobStore;
  readonly flows = new FlowRegistry();
  readonly #settings: RunEngineSettings;
  readonly #declarations: ReadonlyMap<string, EffectDeclaration>;
  readonly #lanes = new Lanes();
  readonly #hot = new HotRuns();
  readonly #closing = new AbortController();
  readonly #followUps: FollowUps | undefined;
  readonly #commits: CommitPulse;
  #recovering = true;
  #isClosed = false;
  #dedupeCount = 0;
  #recovery: PageWork | undefined;
  #purge: PageWork | undefined;
  #upgrade: PageWork | undefined;
  readonly #beginUpgrade: () => PageWork;
  /** What a person does with runs. */
  readonly byHand: ByHand;
  readonly #dispatcher: Dispatcher;
  readonly #effects: EffectRunner;
  readonly #timers: TimerWheel;
  readonly #compactor: Compactor;
  readonly #damage: DamageKeeper;
  readonly #sweeper: BlobSweeper;
  readonly #group: CommitGroup;

  /** @throws FLOW_DUPLICATE, FLOW_UNKNOWN_EFFECT */
  constructor(settings: RunEngineSettings) {
    const { store, clock, logger, probe, telemetry } = settings;
    this.#settings = settings;
    this.observers = new Observers(logger);
    const declarations = new Map(settings.effects.map((declaration) => [declaration.type, declaration]));
    this.#declarations = declarations;
    for (const flow of settings.flows) this.#register(flow);
    const hot = this.#hot;
    this.#commits = new CommitPulse(clock);
    const commits = new CommitGroup(store, probe, { telemetry, ended: (failure) => this.#commits.note(failure) });
    this.#group = commits;
    this.blobs = new BlobStore({ store, clock, commits, onDraft: () => this.#sweeper.noteDraft() });
    const inLane: RunEngine["inLane"] = (lane, task) => this.inLane(lane, task);
    this.#sweeper = new BlobSweeper({ store, clock, logger, blobs: this.blobs, inLane });
    this.#dispatcher = new Dispatcher({
      store,
      clock,
      flows: this.flows,
      commits,
      lanes: this.#lanes,
      hot,
      observers: this.observers,
      tables: settings.tables,
      telemetry,
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
      blobs: this.blobs,
      variant: settings.variant ?? "reconcile",
      tell: (notice) => this.observers.tell(notice),
      limits: settings.limits,
      breaker: settings.breaker,
      ...(settings.vendorOf && { vendorOf: settings.vendorOf }),
      telemetry,
      probe,
    });
    const acted = { dispatcher: this.#dispatcher, flows: this.flows, blobs: this.blobs, followUps: this.#followUps };
    this.byHand = new ByHand({ store, clock, declarations, ...acted });
    this.#damage = new DamageKeeper({ store, clock, logger, dispatcher: this.#dispatcher, observers: this.observers });
    const mayBeUnderWay = (effect: EffectRow) => this.#effects.mayBeUnderWay(effect);
    this.#dispatcher.react(undoing({ store, clock, declarations, mayBeUnderWay }));
    const { onDamaged } = this;
    this.#timers = new TimerWheel({ clock, store, logger, onDamaged, fire: (timer) => this.#fireApart(timer), probe });
    this.#compactor = new Compactor({ store, clock, logger, hot, onDamaged, dispatcher: this.#dispatcher });
    this.#beginUpgrade = () => upgradeTables({ store, clock, logger, commits, onDamaged, tables: this.tables });
    this.#connect();
  }

  /** What follows from commits. */
  #connect(): void {
    this.observers.on("run:ended", () => this.#compactor.noteEnd());
    this.#dispatcher.onDamage((lane) => this.#damage.noteLane(lane));
    this.#dispatcher.afterCommit({
      effectsAreDue: (effects) => this.#effects.schedule(effects),
      timersAreSet: (timers) => this.#timers.set(timers),
    });
  }

  #register(flow: Flow): void {
    const isUnknown = (effect: string) => effect !== startRunEffect && !this.#declarations.has(effect);
    const missing = flow.effects.find(isUnknown);
    if (missing !== undefined) throw new CallwrightError("FLOW_UNKNOWN_EFFECT", { flow: flow.id, effect: missing });
    for (const table of flow.tables ?? []) this.tables.get(table);
    this.flows.add(flow);
  }

  /** Takes notice of a damaged row that a query met: what belongs to a run is set aside and the run parked. For `Query.onDamaged`. */
  get onDamaged(): (row: DamagedRow) => void {
    return this.#damage.note;
  }

  /** Aborted when the engine is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** The tables of the host. */
  get tables(): TableBook {
    return this.#settings.tables ?? noTables;
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
      onDamaged: this.onDamaged,
      probe,
    };
    this.#recovery = await recover(parts, [() => purgeDedupePage(store, clock.now())]);
    void this.#recovery.done.then(() => {
      this.#recovering = false;
      if (this.#isClosed) return;
      this.#sweeper.begin();
      this.#upgrade = this.#beginUpgrade();
    });
    await this.#timers.start();
  }

  /** How the engine stands now. */
  get pulse(): EnginePulse {
    const { lastCommitAt, failing } = this.#commits;
    const waiting = { count: this.#lanes.size, limit: this.#settings.maxWaiting ?? defaultMaxWaiting };
    return { recovering: this.#recovering, waiting, effects: this.#effects.sizes, lastCommitAt, failing };
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

  /** Does work in a lane and commits it as one. When it meets a damaged row of the lane, that is set aside and the work is done once more. */
  inLane<Result>(lane: string, task: (work: Work) => Promise<Result>): Promise<Result> {
    return this.mended(lane, () => this.#dispatcher.inLane(lane, task));
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
    return this.mended(laneOf(run), () => this.#dispatch(run, event, dedupeKey, alongside));
  }

  #dispatch(
    run: RunId,
    event: RunEvent,
    dedupeKey: string | undefined,
    alongside: ((work: Work) => void) | undefined,
  ): Promise<"applied" | "duplicate" | "over"> {
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

  /** Sets aside what is damaged of a lane. @returns whether anything was @throws STORE_DAMAGED when it cannot be read at all */
  mend(lane: string): Promise<boolean> {
    return this.#damage.mend(lane);
  }

  /** Does something again once what was damaged of its lane is set aside: a vendor's report must not be refused for it. */
  async mended<Result>(lane: string, task: () => Promise<Result>): Promise<Result> {
    try {
      return await task();
    } catch (error) {
      if (!isCallwrightError(error, "STORE_DAMAGED") || !(await this.#damage.mend(lane))) throw error;
    }
    return task();
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
    return this.mended(laneOf(id), () => this.findRunInLane(id));
  }

  /** As {@link findRun}, for who is in the run's lane: there, nothing can be set aside. @throws STORE_DAMAGED */
  async findRunInLane(id: RunId): Promise<RunRow | undefined> {
    return (await this.#dispatcher.findRun(id)) ?? (await findArchived(this.#settings.store, id))?.run;
  }

  /** The events of a run, in order, also of one that was put away. */
  async journal(run: RunId): Promise<readonly JournalRow[]> {
    const rows = await allRows(this.#settings.store, "journal", { run }, this.onDamaged);
    return rows.length > 0 ? rows : ((await findArchived(this.#settings.store, run))?.journal ?? []);
  }

  /** Moves open runs of an account to another version of their flow. */
  migrate(migration: Migration, account: AccountId, options: MigrateOptions = {}): Promise<MigrationReport> {
    const { store, clock } = this.#settings;
    const own = { flows: this.flows, dispatcher: this.#dispatcher, effects: this.#effects };
    const parts = {
      ...own,
      store: aroundDamage(store, this.onDamaged),
      now: () => clock.now(),
      takeUp: (effect: EffectRow) => takeUp(effect, own),
    };
    return migrateRuns(migration, account, options, parts);
  }

  /** Puts away, small, every call and run in which nothing can change any more. Happens by itself now and then. */
  compact(): Promise<CompactionReport> {
    return this.#compactor.compact();
  }

  /**
   * Removes every row of a lane, open or put away, with its job; `undefined` when there is none of this account.
   *
   * @param alongside further changes in the same transaction
   */
  removeLane(
    lane: string,
    account: AccountId,
    alongside: (job: JobRow | undefined, work: Work) => Promise<void>,
  ): Promise<RemovedLane | undefined> {
    const task = async (work: Work) => {
      const removed = await removeLane(lane, { store: this.#settings.store, hot: this.#hot, account }, work);
      if (removed) await alongside(removed.job, work);
      return removed;
    };
    return this.mended(lane, () => this.#dispatcher.inLane(lane, task));
  }

  /** Removes those of some rows of a table that are still meant. @returns how many went */
  removeStill<Table extends TableName>(
    table: Table,
    rows: readonly Pick<Rows[Table], "id">[],
    isMeant: (row: Rows[Table]) => boolean,
  ): Promise<number> {
    return removeStill({ store: this.#settings.store, commits: this.#group }, table, rows, isMeant);
  }

  /** Finds out which runs of an account need blobs of an older schema, and removes what an interruption left of blobs. */
  settleBlobs(account: AccountId, options: SettleOptions): Promise<void> {
    return this.#sweeper.settle(account, options);
  }

  /** Stops taking up work and waits for what is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timers.close();
    // At once: what waits must not begin while the rest comes to its end.
    const effects = this.#effects.close();
    await Promise.all([
      this.#recovery?.stop(),
      this.#purge?.stop(),
      this.#upgrade?.stop(),
      this.#compactor.close(),
      this.#damage.close(),
      this.#sweeper.close(),
    ]);
    await effects;
    await this.#lanes.idle();
    this.#closing.abort();
  }

  #fireApart(timer: TimerRow): Promise<void> {
    const telemetry = this.#settings.telemetry?.current;
    return telemetry ? telemetry.apart(() => this.#fire(timer)) : this.#fire(timer);
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
