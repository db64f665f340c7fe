import { type TranscriptTurn } from "../calls/index.ts";
import { canonicalJson, parseInput, type RobotDefinition, type TableDefinition } from "../define/index.ts";
import { digest, jobOfCall, planJob, readTranscript, runOfStart, type DialingParts } from "../dialing/index.ts";
import {
  aroundDamage,
  findParked,
  laneOf,
  operate,
  type BudgetState,
  type MigrateOptions,
  type Migration,
  type MigrationReport,
  type OperationReport,
  type OperatorAction,
  type ParkedFilter,
  type RunEngine,
  type Work,
} from "../engine/index.ts";
import type {
  ErasureOptions,
  ErasureReport,
  ExportedRow,
  ExportOptions,
  Person,
  RetentionSettings,
} from "../care/index.ts";
import { CallwrightError } from "../errors/index.ts";
import { readTimeline, type Timeline, type TimelineOptions } from "../observe/index.ts";
import type { AccountId, Json, RunId } from "../ports/identity.ts";
import type { JournalRow, RunRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { applyInstallation, planInstallation, type InstallationPlan, type RobotCatalog } from "../robots/index.ts";
import type { Flow } from "../machine/index.ts";
import { accountTable, type AccountTable } from "./lists/account-table.ts";
import type { Page } from "./lists/cursor.ts";
import { callList, type CallList, type ListParts } from "./lists/call-list.ts";
import { runList, type RunList } from "./lists/run-list.ts";
import { setBudget, type Budget } from "./set-budget.ts";
import type { AccountErasureOptions, EngineCare } from "./engine-care.ts";
import { listForbidden, type ForbiddenNumber, type ForbiddenOptions } from "./list-forbidden.ts";
import { createCallHandle, type CallHandle } from "./call-handle.ts";
import { momentOf, phoneOf, priorityOf, zoneOf, type CallOptions, type StartOptions } from "./call-options.ts";
import { keptRecording, type KeptRecording } from "./kept-recording.ts";
import { createRunHandle, type RunHandle } from "./run-handle.ts";
import { searchTranscripts, type SearchHit, type SearchOptions } from "./search/search-transcripts.ts";

/** Parts that an account works with. */
export interface AccountParts {
  readonly dialing: DialingParts;
  readonly runs: RunEngine;
  readonly catalog: RobotCatalog;
  readonly care: EngineCare;
  readonly ready: () => Promise<void>;
}

/** One tenant: its installation, calls, do-not-call list and parked runs. Nothing here crosses accounts. */
export class Account {
  readonly id: AccountId;
  readonly #parts: AccountParts;

  constructor(id: AccountId, parts: AccountParts) {
    this.id = id;
    this.#parts = parts;
  }

  /** What {@link install} would create, change and remove. Reads the CRM and the voice vendor; changes nothing. */
  async plan(): Promise<InstallationPlan> {
    await this.#known();
    return planInstallation(this.id, this.#parts.catalog, this.#ports());
  }

  /**
   * Publishes scenarios and creates automation robots and triggers. May be repeated.
   *
   * @param options `overwrite`: also replaces scenarios that were edited in the vendor's cabinet
   */
  async install(options: { readonly overwrite?: boolean } = {}): Promise<InstallationPlan> {
    await this.#known();
    return applyInstallation(this.id, this.#parts.catalog, this.#ports(), options);
  }

  /**
   * Makes a call: a job whose first attempt is dialed as soon as the gate lets it go. Resolves when the job is durable.
   *
   * @throws PHONE_INVALID, INPUT_INVALID, TEXT_UNKNOWN, TEXT_UNKNOWN_VARIABLE, FLOW_UNKNOWN, IDEMPOTENCY_KEY_REUSED, ACCOUNT_UNKNOWN
   */
  async call<Input, Outcome extends string, Given>(
    robot: RobotDefinition<Input, Outcome, Given>,
    options: CallOptions<NoInfer<Given>>,
  ): Promise<CallHandle<Outcome>> {
    const { dialing, runs, catalog } = this.#parts;
    await this.#known();
    const booked = catalog.get(robot.id);
    const input = parseInput(booked.definition, options.input) as Json;
    const phone = phoneOf(options.phone, dialing.country);
    const zone = zoneOf(options.timeZone);
    const priority = priorityOf(options.priority);
    const notBefore = momentOf(options.notBefore);
    const texts = options.texts ?? null;
    booked.prepare(input, texts);
    const id = jobOfCall(this.id, options.idempotencyKey);
    const fingerprint = digest(
      robot.id,
      phone ?? "",
      canonicalJson([options.subject ?? null, options.input ?? null, texts]),
    );
    runs.admit();
    await runs.inLane(id, async (work) => {
      const known = await work.read("jobs", id);
      if (known && known.fingerprint !== fingerprint) throw new CallwrightError("IDEMPOTENCY_KEY_REUSED", { job: id });
      if (known) return;
      if (options.idempotencyKey !== undefined) await this.#refuseRemoved(id, work);
      const subject = options.subject ?? null;
      const given = {
        id,
        account: this.id,
        robot: robot.id,
        origin: "api" as const,
        requestToken: null,
        timeZone: zone,
        priority,
      };
      planJob(dialing, { ...given, input, texts, phone, subject, notBefore, fingerprint }, work);
    });
    return createCallHandle<Outcome>(id, this.#parts);
  }

  /**
   * Starts a run of a flow made with `defineFlow`. Resolves when it is durable; its effects are performed after that.
   *
   * @throws INPUT_INVALID, FLOW_UNKNOWN, IDEMPOTENCY_KEY_REUSED, ACCOUNT_UNKNOWN
   */
  async start<Input, Outcome extends string>(
    flow: Flow<Input, Outcome>,
    options: StartOptions<NoInfer<Input>>,
  ): Promise<RunHandle<Outcome>> {
    const { runs, dialing, care } = this.#parts;
    await this.#known();
    const about = care.marksOf(options.about);
    runs.flows.get(flow.id, flow.version);
    const input = flow.input
      ? (parseInput({ id: flow.id, input: flow.input }, options.input) as Json)
      : ((options.input ?? null) as Json);
    const id = runOfStart(this.id, options.idempotencyKey);
    runs.admit();
    await runs.inLane(id, async (work) => {
      // Also among those that were put away. Without a key the id is new.
      const known = options.idempotencyKey === undefined ? undefined : await runs.findRunInLane(id);
      if (!known) {
        if (options.idempotencyKey !== undefined) await this.#refuseRemoved(id, work);
        dialing.persons.note(id, this.id, about, work, true);
        work.start({ id, account: this.id, flow: flow.id, version: flow.version, input, job: null });
        return;
      }
      if (known.flow === flow.id && known.version !== flow.version) return;
      const [first] = await runs.journal(id);
      const begun = first?.event as { readonly input?: Json } | undefined;
      // What it began with is not kept for ever.
      if (known.flow === flow.id && (!begun || canonicalJson(begun.input) === canonicalJson(input))) return;
      throw new CallwrightError("IDEMPOTENCY_KEY_REUSED", { job: id });
    });
    return createRunHandle<Outcome>(id, runs);
  }

  /** A run of a hand-written flow that was started before, by its id. @throws RUN_UNKNOWN */
  async findRun(id: RunId): Promise<RunHandle> {
    await this.#own(id);
    return createRunHandle(id, this.#parts.runs);
  }

  /** A call that was made before, by its id. */
  async findCall(id: string): Promise<CallHandle | undefined> {
    await this.#parts.ready();
    const job = await this.#parts.dialing.store.read("jobs", id);
    return job?.account === this.id ? createCallHandle(id, this.#parts) : undefined;
  }

  /** The calls of this account: `account.calls.list({ … })`. */
  get calls(): CallList {
    return callList(this.#listed());
  }

  /** The runs of this account: `account.runs.list({ … })`. */
  get runs(): RunList {
    return runList(this.#listed());
  }

  /** A table of your own, as this account sees it. @throws TABLE_UNKNOWN for a table that `createEngine` was not given */
  table<Row, Given, Field extends string>(table: TableDefinition<Row, Given, Field>): AccountTable<Row, Given, Field> {
    const { dialing, runs } = this.#parts;
    const { clock } = dialing;
    const store = this.#store;
    return accountTable(table, { account: this.id, store, runs, now: () => clock.now(), known: () => this.#known() });
  }

  /** What was said in an attempt, once the vendor has sent it; empty before and when nobody answered. */
  async transcript(run: RunId): Promise<readonly TranscriptTurn[]> {
    const { facts } = await this.#own(run);
    return readTranscript(this.#parts.runs.blobs.reader(this.id), facts?.transcriptBlob ?? null);
  }

  /**
   * The recording of an attempt, once it was fetched; `undefined` before, when there is none, and where recordings are only passed on.
   *
   * @throws RUN_UNKNOWN; while its content is read: STORE_DAMAGED
   */
  async recording(run: RunId): Promise<KeptRecording | undefined> {
    await this.#own(run);
    const { dialing, runs } = this.#parts;
    return keptRecording({ store: dialing.store, blobs: runs.blobs }, this.id, run);
  }

  /**
   * Turns of all transcripts in which words were said, the best first: every word, in whichever form; where no turn has every word, those
   * that have some. Russian, Ukrainian, Polish and English; see the guide on search for how far.
   *
   * @throws LIST_INVALID, STORE_SEARCH_OFF where the store encrypts everything
   * @example
   * ```ts ignore
   * for (const { run, second, words } of await account.search("перенести запись")) console.log(run, second, words);
   * ```
   */
  async search(words: string, options: SearchOptions = {}): Promise<readonly SearchHit[]> {
    await this.#known();
    const { dialing, runs } = this.#parts;
    return searchTranscripts({ account: this.id, store: dialing.store, runs }, words, options);
  }

  /** Puts a number on the account's do-not-call list: from now on it is not dialed, whatever is planned already. */
  async forbid(phone: string, reason: string): Promise<void> {
    await this.#known();
    const { dialing, runs } = this.#parts;
    const number = phoneOf(phone, dialing.country) ?? "";
    const id = dialing.persons.doNotCallKey(this.id, number);
    await runs.inLane(id, async (work) => {
      const row = { id, account: this.id, phone: number, since: dialing.clock.now(), reason };
      const known = await work.read("doNotCall", id);
      // After an erasure the number may be told again.
      if (known?.phone == null) work.put("doNotCall", { ...row, since: known?.since ?? row.since });
    });
  }

  /** Takes a number off the list. */
  async allow(phone: string): Promise<void> {
    await this.#known();
    const { persons, country } = this.#parts.dialing;
    const id = persons.doNotCallKey(this.id, phoneOf(phone, country) ?? "");
    await this.#parts.runs.inLane(id, async (work) => work.delete("doNotCall", id));
  }

  /** The do-not-call list, page by page. */
  async forbidden(options: ForbiddenOptions = {}): Promise<Page<ForbiddenNumber>> {
    await this.#known();
    return listForbidden(this.#store, this.id, options);
  }

  /**
   * Erases everything about a person: calls, runs, recordings, transcripts, rows of own tables. What goes on is cancelled first. On the
   * do-not-call list a keyed hash of the number is left, and an idempotency key that was used makes no second call. May be repeated.
   *
   * Limits: copies elsewhere are not reached: backups, the CRM, the voice vendor.
   *
   * @throws PHONE_INVALID, ACCOUNT_UNKNOWN
   */
  async erase(person: Person, options?: ErasureOptions): Promise<ErasureReport> {
    await this.#known();
    return this.#parts.care.erase(this.id, person, options);
  }

  /**
   * Erases this account with everything that belongs to it, its tokens, too. After it was uninstalled, or confirmed by its id. May be repeated.
   *
   * @throws INPUT_INVALID while the application is installed and nothing confirms it
   */
  async eraseAccount(options?: AccountErasureOptions): Promise<ErasureReport> {
    await this.#parts.ready();
    return this.#parts.care.eraseAccount(this.id, options);
  }

  /**
   * Everything of this account, or of one person in it, row by row. Personal data are masked, as in a captured run, unless told otherwise;
   * secrets are never among it.
   *
   * @throws PHONE_INVALID, ACCOUNT_UNKNOWN
   */
  async *export(options?: ExportOptions): AsyncGenerator<ExportedRow> {
    await this.#known();
    yield* this.#parts.care.export(this.id, options);
  }

  /**
   * How long this account keeps its data, where that is not what the engine's settings say; `null`: as they say.
   *
   * @throws INPUT_INVALID, ACCOUNT_UNKNOWN
   */
  async setRetention(settings: RetentionSettings | null): Promise<void> {
    await this.#known();
    await this.#parts.care.setRetention(this.id, settings);
  }

  /** How long this account keeps its data. */
  async retention(): Promise<RetentionSettings> {
    await this.#known();
    return this.#parts.care.retention(this.id);
  }

  /** Runs that wait for a person, and those that failed, the oldest first. */
  async parked(filter: ParkedFilter = {}): Promise<readonly RunRow[]> {
    await this.#known();
    return findParked(this.#store, this.id, filter);
  }

  /**
   * Does one thing with many runs: tries their effects again, gives them a result, ends or cancels them. Each run stands for itself; the
   * report tells which were refused, and why.
   *
   * @param runs ids, or which of the parked runs are meant
   * @example
   * ```ts ignore
   * console.log(String(await account.operate({ code: "VOICE_UNREACHABLE" }, { action: "retry" })));
   * // retry: 12 runs, 12 done, 0 refused, 0 skipped
   * ```
   */
  async operate(runs: readonly RunId[] | ParkedFilter, action: OperatorAction): Promise<OperationReport> {
    await this.#known();
    const ids = "map" in runs ? runs : (await this.parked(runs)).map(({ id }) => id);
    return operate(this.#parts.runs, this.id, ids, action);
  }

  /** Tries again the effect at which a run is parked. For a person who knows that this does no harm. */
  async retry(run: RunId): Promise<void> {
    await this.#own(run);
    await this.#parts.runs.byHand.retry(run);
  }

  /** Gives a parked effect the result that a person found out; the run goes on with it. */
  async resolve(run: RunId, result: Json): Promise<void> {
    await this.#own(run);
    await this.#parts.runs.byHand.resolve(run, result);
  }

  /**
   * Ends an attempt with the outcome that a person found out, e.g. one parked with `CALL_RESULT_UNKNOWN`. The job goes on as
   * if the call had ended so: retry rule, trigger, completed request.
   *
   * @throws RUN_UNKNOWN, INPUT_INVALID for an outcome that the robot does not have
   */
  async decide(run: RunId, outcome: string): Promise<void> {
    await this.#own(run);
    await this.#parts.runs.byHand.decide(run, outcome);
  }

  /**
   * Limits what this account may spend on effects in a period, in the units of their costs; `null` takes the limit away.
   *
   * @throws INPUT_INVALID, ACCOUNT_UNKNOWN
   */
  async setBudget(budget: Budget | null): Promise<void> {
    await this.#known();
    await setBudget(this.#parts.runs, this.id, budget);
  }

  /** What this account may spend and has spent in the current period; `undefined` when there is no budget. */
  async budget(): Promise<BudgetState | undefined> {
    await this.#known();
    return this.#parts.runs.budgets.read(this.id);
  }

  /**
   * Moves open runs to another version of their flow or robot, each where it waits. A run that cannot be moved stays as it is and is told
   * with its reason. With `dryRun` nothing is changed.
   *
   * @example
   * ```ts ignore
   * const report = await account.migrate(toVersion2, { dryRun: true });
   * console.log(String(report)); // order@1 → @2: 200 runs, 188 would be migrated, 12 refused, 0 skipped …
   * ```
   */
  async migrate(migration: Migration, options: MigrateOptions = {}): Promise<MigrationReport> {
    await this.#known();
    return this.#parts.runs.migrate(migration, this.id, options);
  }

  /** A run as it stands: status, outcome, facts, and why it is parked. */
  run(id: RunId): Promise<RunRow> {
    return this.#own(id);
  }

  /** Everything that a run went through, in order, with what it asked for and why. */
  async journal(run: RunId): Promise<readonly JournalRow[]> {
    await this.#own(run);
    return this.#parts.runs.journal(run);
  }

  /**
   * Everything that happened in a run, or in all runs of a call, in order: events, effects, timers, states, answers of the gate. Holds no
   * personal data. {@link timelineText} writes it for people.
   *
   * @param id of a run or of a call, also of one that was put away
   * @throws RUN_UNKNOWN
   */
  async timeline(id: string): Promise<Timeline> {
    const { dialing, runs } = this.#parts;
    await this.#parts.ready();
    const flowOf: TimelineOptions["flowOf"] = (flow, version) => runs.flows.find(flow, version);
    const read = () => readTimeline(dialing.store, id, { now: dialing.clock.now(), flowOf });
    const timeline = await runs.mended(laneOf(id), read);
    if (timeline?.account !== this.id) throw new CallwrightError("RUN_UNKNOWN", { run: id });
    return timeline;
  }

  async #own(id: RunId): Promise<RunRow> {
    await this.#parts.ready();
    const run = await this.#parts.runs.findRun(id);
    if (run?.account !== this.id) throw new CallwrightError("RUN_UNKNOWN", { run: id });
    return run;
  }

  async #refuseRemoved(id: string, work: Work): Promise<void> {
    if (await this.#parts.dialing.persons.wasRemoved(id, this.id, work))
      throw new CallwrightError("CALL_ERASED", { id });
  }

  async #known(): Promise<void> {
    await this.#parts.ready();
    const account = await this.#parts.dialing.store.read("accounts", this.id);
    if (!account || this.#parts.care.isLeaving(this.id))
      throw new CallwrightError("ACCOUNT_UNKNOWN", { account: this.id });
  }

  #listed(): ListParts {
    const dialing = { ...this.#parts.dialing, store: this.#store };
    return { account: this.id, dialing, known: () => this.#known() };
  }

  /** For lists: one damaged row must not keep the others from anybody. */
  get #store(): StorePort {
    return aroundDamage(this.#parts.dialing.store, this.#parts.runs.onDamaged);
  }

  #ports() {
    const { ports } = this.#parts.dialing;
    return { crm: ports.crm(this.id), voice: ports.voice() };
  }
}
