import { CallwrightError, isCallwrightError } from "../errors/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { RunId } from "../ports/identity.ts";
import type { EffectRow, RunRow, TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { closeEffect, isReport, journalChange, noteLateFact, startRun, stepRun } from "./advance-run.ts";
import type { CommitGroup } from "./commit-group.ts";
import type { FlowRegistry } from "./flow-registry.ts";
import type { HotRuns } from "./hot-runs.ts";
import type { Lanes } from "./lanes.ts";
import type { Observers } from "./observers.ts";
import type { Reaction, RunChange } from "./reactions.ts";
import { Work, type PendingStep, type RunEvent } from "./work.ts";

/** What the dispatcher needs. */
export interface DispatcherParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly flows: FlowRegistry;
  readonly commits: CommitGroup;
  readonly lanes: Lanes;
  readonly hot: HotRuns;
  readonly observers: Observers;
}

/** Where the committed consequences go. */
export interface AfterCommit {
  effectsAreDue(effects: readonly EffectRow[]): void;
  timersAreSet(timers: readonly TimerRow[]): void;
}

/** Does work in lanes: computes the steps it asks for, commits everything as one, then lets the consequences happen. */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #reactions: Reaction[] = [];
  #after: AfterCommit | undefined;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
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
    return this.#parts.lanes.run(lane, async () => {
      const release = this.#parts.clock.hold();
      try {
        const work = new Work(this.#parts.store, (id) => this.#parts.hot.get(id));
        const result = await task(work);
        await this.#finish(work);
        return result;
      } finally {
        release();
      }
    });
  }

  /** The run as committed. */
  async findRun(id: RunId): Promise<RunRow | undefined> {
    return this.#parts.hot.get(id) ?? this.#parts.store.read("runs", id);
  }

  /** The effect as committed. */
  findEffect(id: string): Promise<EffectRow | undefined> {
    return this.#parts.store.read("effects", id);
  }

  async #finish(work: Work): Promise<void> {
    const changed: RunRow[] = [];
    for (let step = work.nextStep(); step; step = work.nextStep()) {
      const change = await this.#compute(step, work);
      if (!change) continue;
      changed.push(change.after);
      for (const reaction of this.#reactions) await reaction(change, work);
      noticeChange(change, work);
    }
    await this.#commit(work, changed);
    for (const run of changed) this.#parts.hot.set(run);
    this.#after?.timersAreSet(work.timers);
    this.#after?.effectsAreDue(work.effects);
    for (const notice of work.notices) this.#parts.observers.tell(notice);
  }

  /** Commits; a batch that can never be written parks its runs, so that they do not fail at it again and again. */
  async #commit(work: Work, changed: readonly RunRow[]): Promise<void> {
    try {
      await this.#parts.commits.commit(work.batch());
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

  async #compute(step: PendingStep, work: Work): Promise<RunChange | undefined> {
    const { clock, flows } = this.#parts;
    if (step.kind === "start") {
      if (await work.read("runs", step.run.id)) return undefined;
      const flow = flows.get(step.run.flow, step.run.version);
      const after = startRun(flow, step.run, clock.now(), work);
      return { before: undefined, after, event: { type: "init" } };
    }
    if (step.kind === "replace") {
      const after = journalChange(step.after, step.event, clock.now(), work);
      return { before: step.before, after, event: step.event };
    }
    const before = await work.read("runs", step.run);
    if (!before) throw new CallwrightError("RUN_UNKNOWN", { run: step.run });
    const { event } = step;
    const notes = step.notes ?? null;
    if (before.status === "failed") return undefined;
    if (before.status === "ended" || before.status === "cancelled") {
      if (!isReport(event) || clock.now() > (before.closesAt ?? 0)) return undefined;
      return { before, after: noteLateFact(before, event, notes, clock.now(), work), event };
    }
    const flow = flows.get(before.flow, before.version);
    const open =
      event.type === "effect.done" || event.type === "effect.failed"
        ? closeEffect(before, String(event["invoke"]))
        : before;
    try {
      return { before, after: stepRun(flow, open, event, notes, clock.now(), work), event };
    } catch (error) {
      if (!isCallwrightError(error)) throw error;
      return parkBroken(before, event, error, clock.now(), work);
    }
  }
}

/** A step that cannot be computed: the event is kept in the journal and the run waits for a person. */
function parkBroken(before: RunRow, event: RunEvent, error: CallwrightError, now: number, work: Work): RunChange {
  const parked = { code: error.code, message: error.message, effect: null };
  // The event is kept, unless it is the very thing that is too large.
  const kept = error.code === "RESULT_TOO_LARGE" ? event.type : event;
  const told: RunEvent = { type: "run.parked", code: error.code, event: kept };
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
