import { isCallwrightError, type CallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { Json } from "../../ports/identity.ts";
import type { EffectRow } from "../../ports/rows.ts";
import type { Reservation } from "./budget-book.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { briefOf, toldOf } from "./effect-errors.ts";
import { laneOf } from "../run-ids.ts";
import type { TelemetrySource, TryOutcome } from "../telemetry.ts";
import { isUnknown } from "./undo.ts";
import type { KeptResult } from "./keep-result.ts";
import { isUndo } from "./undo-input.ts";
import type { Work } from "../work.ts";

/** Waits between tries to write what became of an effect. */
const writeDelaysMs = [200, 1_000, 5_000, 15_000];

/** How the end of an effect became known. */
export type EndedBy = "answer" | "reconciliation";

/** Writes down what becomes of effects. A late word about an effect that its run no longer waits for changes nothing. */
export class EffectLedger {
  readonly #dispatcher: Dispatcher;
  readonly #clock: ClockPort;
  readonly #logger: LoggerPort;
  readonly #telemetry: TelemetrySource | undefined;

  constructor(dispatcher: Dispatcher, clock: ClockPort, logger: LoggerPort, telemetry?: TelemetrySource) {
    this.#dispatcher = dispatcher;
    this.#clock = clock;
    this.#logger = logger;
    this.#telemetry = telemetry;
  }

  /** Notes that a request is about to leave, and charges it. `undefined`: it is no longer wanted, and nothing is charged. */
  async start(
    effect: EffectRow,
    state: "pending" | "started",
    now: number,
    reserved: Reservation | undefined,
  ): Promise<EffectRow | undefined> {
    const booked = { charge: false };
    let started: EffectRow | undefined;
    try {
      started = await this.#change(effect, (row, work) => {
        const charge = row.cost === null ? reserved?.charge : undefined;
        if (charge) work.put("charges", charge);
        booked.charge = charge !== undefined;
        // An at-most-once try begins when there is no doubt about those before it.
        const error = state === "started" ? null : row.error;
        return { ...row, state, startedAt: now, cost: charge?.amount ?? row.cost, error };
      });
      return started;
    } finally {
      reserved?.settle(started !== undefined && booked.charge);
    }
  }

  /** Notes a failed try and when the next one is due. */
  retry(
    effect: EffectRow,
    state: "pending" | "started",
    dueAt: number,
    error: CallwrightError,
  ): Promise<EffectRow | undefined> {
    this.#tried(effect, "retry", error.code);
    return this.#change(effect, (row) => ({
      ...row,
      state,
      tries: row.tries + 1,
      dueAt,
      error: doubtOf(row) ?? briefOf(error),
    }));
  }

  /** Puts an effect off without counting a try. */
  postpone(effect: EffectRow, dueAt: number, why: string): Promise<EffectRow | undefined> {
    this.#tried(effect, "postponed");
    return this.#change(effect, (row) => ({
      ...row,
      state: "pending",
      dueAt,
      error: doubtOf(row) ?? { code: "POSTPONED", message: why },
    }));
  }

  /** Gives the result to the run, with what is kept of it. */
  finish(effect: EffectRow, output: Json, by: EndedBy, kept?: KeptResult): Promise<undefined> {
    this.#tried(effect, "done");
    return this.#whileWanted(effect, (row, work) => {
      kept?.nameIn(work, effect.run);
      work.put("effects", { ...row, state: "done", endedBy: by, error: null });
      work.send(effect.run, { type: "effect.done", invoke: row.invoke, output }, { effect: effect.id, by });
      work.tell({ name: "effect:ended", payload: { run: effect.run, effect: effect.type, by } });
    });
  }

  /** Gives the error to the run. */
  tellFailure(effect: EffectRow, error: CallwrightError): Promise<undefined> {
    this.#tried(effect, "failed", error.code);
    return this.#whileWanted(effect, (row, work) => {
      work.put("effects", { ...row, state: "done", endedBy: "answer", error: doubtOf(row) ?? briefOf(error) });
      work.send(effect.run, { type: "effect.failed", invoke: row.invoke, error: toldOf(error) }, { effect: effect.id });
    });
  }

  /** Leaves the run to a person. */
  park(effect: EffectRow, error: CallwrightError): Promise<undefined> {
    this.#tried(effect, "parked", error.code);
    this.#logger.warn({ run: effect.run, effect: effect.type, code: error.code }, "run parked");
    return this.#whileWanted(effect, async (row, work) => {
      work.put("effects", { ...row, state: "parked", error: doubtOf(row) ?? briefOf(error) });
      await work.parkRun(effect.run, { ...briefOf(error), effect: effect.id });
    });
  }

  /** Ends the run without an outcome: what it wants to do must not be done. */
  cancelRun(effect: EffectRow, cancel: { readonly reason: string; readonly explanation: Json }): Promise<undefined> {
    this.#tried(effect, "dropped", cancel.reason);
    return this.#whileWanted(effect, async (row, work) => {
      work.put("effects", { ...row, state: "dropped", error: { code: cancel.reason, message: cancel.reason } });
      await work.cancelRun(effect.run, cancel.reason, cancel.explanation);
    });
  }

  /** Writes down how undoing an effect came out, in the journal of its run, which is over or goes on without it. */
  undone(effect: EffectRow, done: "undone" | "nothing to undo" | CallwrightError): Promise<undefined> {
    if (typeof done === "string") this.#tried(effect, "done");
    else this.#tried(effect, "parked", done.code);
    return this.#whileWanted(effect, async (row, work) => {
      const failed = typeof done === "string" ? null : briefOf(done);
      work.put("effects", {
        ...row,
        state: failed ? "parked" : "done",
        endedBy: failed ? null : "answer",
        error: failed,
      });
      const run = await work.read("runs", effect.run);
      const event = failed
        ? { type: "run.undo-failed", effect: effect.id, error: failed }
        : { type: "run.undone", effect: effect.id, found: done === "undone" };
      if (run) work.replaceRun(run, run, event);
      const about = { run: effect.run, effect: effect.type };
      if (failed) work.tell({ name: "effect:not-undone", payload: { ...about, key: effect.id, code: failed.code } });
      else work.tell({ name: "effect:ended", payload: { ...about, by: "answer" } });
    });
  }

  #tried(effect: EffectRow, outcome: TryOutcome, code?: string): void {
    this.#telemetry?.current?.tried(effect, outcome, code);
  }

  async #change(effect: EffectRow, change: (row: EffectRow, work: Work) => EffectRow): Promise<EffectRow | undefined> {
    let changed: EffectRow | undefined;
    const isWritten = await this.#write(effect, (row, work) => {
      changed = change(row, work);
      work.put("effects", changed);
    });
    return isWritten ? changed : undefined;
  }

  async #whileWanted(
    effect: EffectRow,
    task: (row: EffectRow, work: Work) => void | Promise<void>,
  ): Promise<undefined> {
    await this.#write(effect, task);
  }

  /** @returns whether the effect was still wanted when it was written */
  async #write(effect: EffectRow, task: (row: EffectRow, work: Work) => void | Promise<void>): Promise<boolean> {
    const write = async (work: Work) => {
      const row = work.knownEffect(effect.id) ?? (await work.read("effects", effect.id));
      const run = work.knownRun(effect.run) ?? (await work.read("runs", effect.run));
      if (!row || !run || row.state === "done" || row.state === "dropped") return false;
      if (run.open[row.invoke] !== effect.id && !isUndo(row)) return false;
      await task(row, work);
      return true;
    };
    for (const delayMs of [...writeDelaysMs, undefined]) {
      try {
        return await this.#dispatcher.inLane(laneOf(effect.run), write);
      } catch (error) {
        // What the vendor did is known here and nowhere else: a store that is busy for a moment must not lose it.
        if (delayMs === undefined || (isCallwrightError(error) && error.retry === "never")) throw error;
        await this.#clock.sleep(delayMs);
      }
    }
    return false;
  }
}

/** That an earlier try may have been carried out: what a later one came to does not change that. */
export function doubtOf({ error }: EffectRow): EffectRow["error"] {
  return error !== null && isUnknown(error.code) ? error : null;
}
