import { CallwrightError, isCallwrightError } from "../errors/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { RunId } from "../ports/identity.ts";
import type { EffectRow, RunRow, TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { isReport, journalChange, noteLateFact, stepRun } from "./advance-run.ts";
import { awaitedEnd } from "./children/child-runs.ts";
import type { CommitGroup } from "./commit-group.ts";
import { isLost } from "./damage/lost-state.ts";
import type { Probe } from "./fault-points.ts";
import type { FlowRegistry } from "./flow-registry.ts";
import { HotEffects } from "./effects/hot-effects.ts";
import type { HotRuns } from "./hot-runs.ts";
import type { Lanes } from "./lanes.ts";
import type { Observers } from "./observers.ts";
import type { Reaction, RunChange } from "./reactions.ts";
import { startAsked } from "./children/start-asked.ts";
import type { TableBook } from "./tables/table-book.ts";
import type { TelemetrySource, WorkWatch } from "./telemetry.ts";
import { Work, type HotRows, type PendingStep, type RunEvent } from "./work.ts";

/** What the dispatcher needs. */
export interface DispatcherParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly flows: FlowRegistry;
  readonly commits: CommitGroup;
  readonly lanes: Lanes;
  readonly hot: HotRuns;
  readonly observers: Observers;
  /** The tables of the host. Default: none. */
  readonly tables?: TableBook | undefined;
  readonly telemetry?: TelemetrySource | undefined;
  readonly probe?: Probe | undefined;
}

/** Where the committed consequences go. */
export interface AfterCommit {
  effectsAreDue(effects: readonly EffectRow[]): void;
  timersAreSet(timers: readonly TimerRow[]): void;
}

/** Does work in lanes: computes the steps it asks for, commits everything as one, then lets the consequences happen. */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #hot: HotRows;
  readonly #effects = new HotEffects();
  readonly #reactions: Reaction[] = [];
  #after: AfterCommit | undefined;
  #onDamage: ((lane: string) => void) | undefined;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#hot = { run: (id) => parts.hot.get(id), effect: (id) => this.#effects.get(id) };
  }

  /** Adds what domain rooms let follow from changes of runs. */
  react(reaction: Reaction): void {
    this.#reactions.push(reaction);
  }

  afterCommit(after: AfterCommit): void {
    this.#after = after;
  }

  /** Does work in a lane and commits it. Nothing of it is written when it throws. */
  inLane<Result>(lane: string, task: (work: Work) => Promise<Result>): Promise<Result> {
    const watch = this.#parts.telemetry?.current?.beginWork();
    return this.#parts.lanes.run(lane, async () => {
      const release = this.#parts.clock.hold();
      try {
        const { probe } = this.#parts;
        if (probe) await probe("work:begun", { run: lane });
        const work = new Work(this.#parts.store, this.#hot, this.#parts.tables);
        const result = await task(work);
        if (probe) await probe("work:gathered", { run: lane });
        await this.#finish(work, watch);
        return result;
      } catch (error) {
        watch?.failed(error);
        if (isCallwrightError(error, "STORE_DAMAGED")) this.#onDamage?.(lane);
        throw error;
      } finally {
        release();
      }
    });
  }

  /** Tells of lanes in which something damaged was met. */
  onDamage(tell: (lane: string) => void): void {
    this.#onDamage = tell;
  }

  /** The run as committed. */
  async findRun(id: RunId): Promise<RunRow | undefined> {
    return this.#parts.hot.get(id) ?? this.#parts.store.read("runs", id);
  }

  /** The effect as committed. */
  async findEffect(id: string): Promise<EffectRow | undefined> {
    return this.#effects.get(id) ?? this.#parts.store.read("effects", id);
  }

  async #finish(work: Work, watch: WorkWatch | undefined): Promise<void> {
    const { probe } = this.#parts;
    watch?.gathered();
    const changed: RunRow[] = [];
    for (let step = work.nextStep(); step; step = work.nextStep()) {
      const computed = this.#compute(step, work);
      const change = computed instanceof Promise ? await computed : computed;
      if (!change) continue;
      changed.push(change.after);
      watch?.stepped(change);
      if (probe) await probe("step:computed", { run: change.after.id });
      for (const reaction of this.#reactions) {
        const following = reaction(change, work);
        if (following) await following;
      }
      noticeChange(change, work);
    }
    if (probe) await probe("work:complete", {});
    await this.#commit(work, changed, watch);
    for (const run of changed) this.#parts.hot.set(run);
    watch?.committed(work.effects);
    if (probe) await probe("work:committed", {});
    this.#after?.timersAreSet(work.timers);
    if (probe) await probe("work:timers-set", {});
    this.#after?.effectsAreDue(work.effects);
    if (probe) await probe("work:effects-due", {});
    for (const notice of work.notices) this.#parts.observers.tell(notice);
    if (probe) await probe("work:told", {});
  }

  /** Commits; a batch that can never be written parks its runs, so that they do not fail at it again and again. */
  async #commit(work: Work, changed: readonly RunRow[], watch: WorkWatch | undefined): Promise<void> {
    const batch = work.batch();
    try {
      await this.#parts.commits.commit(batch, watch);
      this.#effects.note(batch);
    } catch (error) {
      if (isCallwrightError(error) && error.retry === "never") {
        for (const { id } of changed) await this.#parkOffender(id, error);
      }
      throw error;
    }
  }

  async #parkOffender(id: RunId, { code, message }: CallwrightError): Promise<void> {
    const run = await this.findRun(id);
    if (run?.status !== "running") return;
    const parked: RunRow = { ...run, status: "parked", parked: { code, message, effect: null } };
    await this.#parts.commits.commit([{ op: "put", table: "runs", row: parked }]);
    this.#parts.hot.set(parked);
    this.#parts.observers.tell({ name: "run:parked", payload: { run: parked, code } });
  }

  /** At once for an event of a run that was used lately: most steps are. */
  #compute(step: PendingStep, work: Work): RunChange | undefined | Promise<RunChange | undefined> {
    const isPlain = step.kind === "event" && step.child === undefined;
    const before = isPlain ? work.knownRun(step.run) : undefined;
    return isPlain && before ? this.#take(step, before, work) : this.#computeLater(step, work);
  }

  async #computeLater(step: PendingStep, work: Work): Promise<RunChange | undefined> {
    const { clock, flows } = this.#parts;
    if (step.kind === "start") {
      const known = await work.read("runs", step.run.id);
      if (known && step.run.seq === undefined) return undefined;
      const after = startAsked(flows, step.run, clock.now(), work);
      return after && { before: known, after, event: { type: "init" } };
    }
    if (step.kind === "replace") {
      const after = journalChange(step.after, step.event, clock.now(), work);
      return { before: step.before, after, event: step.event };
    }
    if (step.kind === "park") {
      const before = await work.read("runs", step.run);
      return before && parkAs(step.parked, before, clock.now(), work);
    }
    if (step.kind === "stop") {
      await work.cancelRun(step.run, "parentOver");
      return undefined;
    }
    const told = step.child === undefined ? step : await awaitedEnd(step, flows, work);
    if (!told) return undefined;
    const before = await work.read("runs", told.run);
    if (!before) throw new CallwrightError("RUN_UNKNOWN", { run: told.run });
    return this.#take(told, before, work);
  }

  #take(
    { event, notes = null }: PendingStep & { readonly kind: "event" },
    before: RunRow,
    work: Work,
  ): RunChange | undefined | Promise<RunChange> {
    const { clock, flows } = this.#parts;
    const now = clock.now();
    if (before.status === "failed") return undefined;
    if (before.status === "ended" || before.status === "cancelled") {
      if (!isReport(event) || now > (before.closesAt ?? 0)) return undefined;
      return { before, after: noteLateFact(before, event, notes, now, work), event };
    }
    // Nobody knows where it stands: what becomes known is kept for the person who ends it.
    if (isLost(before)) return { before, after: noteLateFact(before, event, notes, now, work), event };
    const flow = flows.get(before.flow, before.version);
    try {
      return { before, after: stepRun(flow, before, event, notes, now, work), event };
    } catch (error) {
      if (!isCallwrightError(error)) throw error;
      return breakAt(before, event, error, now, work);
    }
  }
}

/** Shape: `undefined` for a run that is over by now, no longer waits for the effect, or is parked so already. */
function parkAs(parked: NonNullable<RunRow["parked"]>, before: RunRow, now: number, work: Work): RunChange | undefined {
  const isLeft = parked.effect !== null && !Object.values(before.open).includes(parked.effect);
  const isParkedSo = before.parked?.code === parked.code && before.parked.effect === parked.effect;
  if (before.status === "ended" || before.status === "cancelled" || isLeft || isParkedSo) return undefined;
  const event = { type: "run.parked", code: parked.code };
  return { before, after: journalChange({ ...before, status: "parked", parked }, event, now, work), event };
}

async function breakAt(
  before: RunRow,
  event: RunEvent,
  error: CallwrightError,
  now: number,
  work: Work,
): Promise<RunChange> {
  const isResult = error.code === "RESULT_TOO_LARGE" && event.type === "effect.done";
  const effect = isResult ? await work.read("effects", before.open[String(event["invoke"])] ?? "") : undefined;
  return parkBroken(before, event, error, effect, now, work);
}

/**
 * A step that cannot be computed: the event is kept in the journal and the run waits for a person, at the effect whose result is too
 * large, so that it can be tried again or given another result.
 */
function parkBroken(
  before: RunRow,
  event: RunEvent,
  { code, message }: CallwrightError,
  effect: EffectRow | undefined,
  now: number,
  work: Work,
): RunChange {
  // A run that waits for a person at an effect already does so still.
  const parked = { code, message, effect: effect?.id ?? before.parked?.effect ?? null };
  if (effect) work.put("effects", { ...effect, state: "parked", endedBy: null, error: { code, message } });
  // The event is kept, unless it is the very thing that is too large.
  const kept = code === "RESULT_TOO_LARGE" ? event.type : event;
  const told: RunEvent = { type: "run.parked", code, event: kept };
  return { before, after: journalChange({ ...before, status: "parked", parked }, told, now, work), event: told };
}

function noticeChange({ before, after, event }: RunChange, work: Work): void {
  if (!before) work.tell({ name: "run:started", payload: { run: after } });
  else work.tell({ name: "run:advanced", payload: { run: after, event: event.type } });
  if (before?.status === after.status) return;
  if (after.status === "ended") work.tell({ name: "run:ended", payload: { run: after, outcome: after.outcome } });
  if (after.status === "cancelled") {
    work.tell({ name: "run:cancelled", payload: { run: after, reason: String(event["reason"]) } });
  }
  if (after.status === "parked" || after.status === "failed") {
    work.tell({ name: "run:parked", payload: { run: after, code: after.parked?.code ?? "" } });
  }
}
