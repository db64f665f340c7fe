import { isTimeZone, toE164, type TranscriptTurn } from "../calls/index.ts";
import { canonicalJson, parseInput, type RobotDefinition } from "../define/index.ts";
import {
  digest,
  doNotCallKey,
  jobOfCall,
  planJob,
  runOfStart,
  toJobView,
  type DialingParts,
} from "../dialing/index.ts";
import {
  findParked,
  operate,
  type BudgetState,
  type MigrateOptions,
  type Migration,
  type MigrationReport,
  type OperationReport,
  type OperatorAction,
  type ParkedFilter,
  type RunEngine,
} from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { AccountId, Json, RunId, Subject } from "../ports/identity.ts";
import type { JobView, JournalRow, RunRow } from "../ports/rows.ts";
import { applyInstallation, planInstallation, type InstallationPlan, type RobotCatalog } from "../robots/index.ts";
import type { Flow } from "../machine/index.ts";
import { setBudget, type Budget } from "./set-budget.ts";
import { createCallHandle, type CallHandle } from "./call-handle.ts";
import { createRunHandle, type RunHandle } from "./run-handle.ts";

/** What a call is made with. Without `phone` the number is looked up at the subject when the call is dialed. */
export type CallOptions<Input> = {
  /** Fields with a default may be left out. */
  readonly input: Input;
  /** Words of this call, instead of the definition's, by text key. */
  readonly texts?: Readonly<Record<string, string>>;
  /** The same key gives the same call, for ever. */
  readonly idempotencyKey?: string;
  /** Not dialed earlier. */
  readonly notBefore?: Date;
  /** IANA zone of the person, where it is known better than by the number. */
  readonly timeZone?: string;
  /** A whole number. Of calls that are due together, and of those that wait for a line, the higher go first. Default: 0. */
  readonly priority?: number;
} & (
  { readonly phone: string; readonly subject?: Subject } | { readonly phone?: undefined; readonly subject: Subject }
);

/** What a run of a hand-written flow starts with. */
export interface StartOptions<Input> {
  readonly input: Input;
  /** The same key gives the same run, for ever; with another input it is refused. Default: each start is a new run. */
  readonly idempotencyKey?: string;
}

/** Parts that an account works with. */
export interface AccountParts {
  readonly dialing: DialingParts;
  readonly runs: RunEngine;
  readonly catalog: RobotCatalog;
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
    const { runs } = this.#parts;
    await this.#known();
    runs.flows.get(flow.id, flow.version);
    const input = flow.input
      ? (parseInput({ id: flow.id, input: flow.input }, options.input) as Json)
      : ((options.input ?? null) as Json);
    const id = runOfStart(this.id, options.idempotencyKey);
    runs.admit();
    await runs.inLane(id, async (work) => {
      // Also among those that were put away. Without a key the id is new.
      const known = options.idempotencyKey === undefined ? undefined : await runs.findRun(id);
      if (!known) {
        work.start({ id, account: this.id, flow: flow.id, version: flow.version, input, job: null });
        return;
      }
      if (known.flow === flow.id && known.version !== flow.version) return;
      const [first] = await runs.journal(id);
      const begun = first?.event as { readonly input?: Json } | undefined;
      if (known.flow === flow.id && canonicalJson(begun?.input) === canonicalJson(input)) return;
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

  /** The jobs of this account, newest first: calls through the API and requests of the CRM. @param limit default 100, at most 10,000 */
  async calls(limit = 100): Promise<readonly JobView[]> {
    await this.#known();
    const jobs = await this.#parts.dialing.store.find("jobs", { where: { account: this.id }, descending: true, limit });
    return jobs.map(toJobView);
  }

  /** What was said in an attempt, once the vendor has sent it; empty before and when nobody answered. */
  async transcript(run: RunId): Promise<readonly TranscriptTurn[]> {
    const { facts } = await this.#own(run);
    const blob = facts?.transcriptBlob
      ? await this.#parts.dialing.store.read("blobs", facts.transcriptBlob)
      : undefined;
    return blob ? (JSON.parse(blob.text) as TranscriptTurn[]) : [];
  }

  /** Puts a number on the account's do-not-call list: from now on it is not dialed, whatever is planned already. */
  async forbid(phone: string, reason: string): Promise<void> {
    await this.#known();
    const { dialing, runs } = this.#parts;
    const number = phoneOf(phone, dialing.country) ?? "";
    const id = doNotCallKey(this.id, number);
    await runs.inLane(id, async (work) => {
      const row = { id, account: this.id, phone: number, since: dialing.clock.now(), reason };
      if (!(await work.read("doNotCall", id))) work.put("doNotCall", row);
    });
  }

  /** Takes a number off the list. */
  async allow(phone: string): Promise<void> {
    await this.#known();
    const id = doNotCallKey(this.id, phoneOf(phone, this.#parts.dialing.country) ?? "");
    await this.#parts.runs.inLane(id, async (work) => work.delete("doNotCall", id));
  }

  /** Runs that wait for a person, and those that failed, the oldest first. */
  async parked(filter: ParkedFilter = {}): Promise<readonly RunRow[]> {
    await this.#known();
    return findParked(this.#parts.dialing.store, this.id, filter);
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
    await this.#parts.runs.retry(run);
  }

  /** Gives a parked effect the result that a person found out; the run goes on with it. */
  async resolve(run: RunId, result: Json): Promise<void> {
    await this.#own(run);
    await this.#parts.runs.resolveEffect(run, result);
  }

  /**
   * Ends an attempt with the outcome that a person found out, e.g. one parked with `CALL_RESULT_UNKNOWN`. The job goes on as
   * if the call had ended so: retry rule, trigger, completed request.
   *
   * @throws RUN_UNKNOWN, INPUT_INVALID for an outcome that the robot does not have
   */
  async decide(run: RunId, outcome: string): Promise<void> {
    await this.#own(run);
    await this.#parts.runs.decide(run, outcome);
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

  async #own(id: RunId): Promise<RunRow> {
    await this.#parts.ready();
    const run = await this.#parts.runs.findRun(id);
    if (run?.account !== this.id) throw new CallwrightError("RUN_UNKNOWN", { run: id });
    return run;
  }

  async #known(): Promise<void> {
    await this.#parts.ready();
    const account = await this.#parts.dialing.store.read("accounts", this.id);
    if (!account) throw new CallwrightError("ACCOUNT_UNKNOWN", { account: this.id });
  }

  #ports() {
    const { ports } = this.#parts.dialing;
    return { crm: ports.crm(this.id), voice: ports.voice() };
  }
}

function phoneOf(written: string | undefined, country: string | undefined): string | null {
  if (written === undefined) return null;
  const phone = toE164(written, country);
  if (phone === undefined) throw new CallwrightError("PHONE_INVALID", { where: "phone" });
  return phone;
}

function priorityOf(given = 0): number {
  if (Number.isSafeInteger(given)) return given;
  throw new CallwrightError("INPUT_INVALID", { flow: "call", problems: ["priority: must be a whole number"] });
}

function momentOf(given: Date | undefined): number | null {
  const moment = given?.getTime() ?? null;
  if (moment === null || Number.isFinite(moment)) return moment;
  throw new CallwrightError("INPUT_INVALID", { flow: "call", problems: ["notBefore: must be a valid date"] });
}

function zoneOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (isTimeZone(name)) return name;
  throw new CallwrightError("INPUT_INVALID", {
    flow: "call",
    problems: ["timeZone: must be an IANA time zone such as Europe/Moscow"],
  });
}
