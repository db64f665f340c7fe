import { isCallwrightError, type CallwrightError } from "../errors/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { Json } from "../ports/identity.ts";
import type { EffectRow } from "../ports/rows.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { laneOf } from "./run-ids.ts";
import type { Work } from "./work.ts";

/** Waits between tries to write what became of an effect. */
const writeDelaysMs = [200, 1_000, 5_000, 15_000];

/** How the end of an effect became known. */
export type EndedBy = "answer" | "reconciliation";

/** Writes down what becomes of effects. A late word about an effect that its run no longer waits for changes nothing. */
export class EffectLedger {
  readonly #dispatcher: Dispatcher;
  readonly #clock: ClockPort;
  readonly #logger: LoggerPort;

  constructor(dispatcher: Dispatcher, clock: ClockPort, logger: LoggerPort) {
    this.#dispatcher = dispatcher;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Notes that an at-most-once request is about to leave. `undefined`: it is no longer wanted. */
  start(effect: EffectRow, now: number): Promise<EffectRow | undefined> {
    return this.#change(effect, (row) => ({ ...row, state: "started", startedAt: now }));
  }

  /** Notes a failed try and when the next one is due. */
  retry(
    effect: EffectRow,
    state: "pending" | "started",
    dueAt: number,
    error: CallwrightError,
  ): Promise<EffectRow | undefined> {
    return this.#change(effect, (row) => ({ ...row, state, tries: row.tries + 1, dueAt, error: brief(error) }));
  }

  /** Puts an effect off without counting a try. */
  postpone(effect: EffectRow, dueAt: number, why: string): Promise<EffectRow | undefined> {
    return this.#change(effect, (row) => ({
      ...row,
      state: "pending",
      dueAt,
      error: { code: "POSTPONED", message: why },
    }));
  }

  /** Gives the result to the run. */
  finish(effect: EffectRow, output: Json, by: EndedBy): Promise<void> {
    return this.#whileWanted(effect, (row, work) => {
      work.put("effects", { ...row, state: "done", endedBy: by, error: null });
      work.send(effect.run, { type: "effect.done", invoke: effect.invoke, output }, { effect: effect.id, by });
      work.tell({ name: "effect:ended", payload: { run: effect.run, effect: effect.type, by } });
    });
  }

  /** Gives the error to the run. */
  tellFailure(effect: EffectRow, error: CallwrightError): Promise<void> {
    return this.#whileWanted(effect, (row, work) => {
      work.put("effects", { ...row, state: "done", endedBy: "answer", error: brief(error) });
      work.send(
        effect.run,
        { type: "effect.failed", invoke: effect.invoke, error: brief(error) },
        { effect: effect.id },
      );
    });
  }

  /** Leaves the run to a person. */
  park(effect: EffectRow, error: CallwrightError): Promise<void> {
    this.#logger.warn({ run: effect.run, effect: effect.type, code: error.code }, "run parked");
    return this.#whileWanted(effect, async (row, work) => {
      work.put("effects", { ...row, state: "parked", error: brief(error) });
      await work.parkRun(effect.run, { ...brief(error), effect: effect.id });
    });
  }

  /** Ends the run without an outcome: what it wants to do must not be done. */
  cancelRun(effect: EffectRow, cancel: { readonly reason: string; readonly explanation: Json }): Promise<void> {
    return this.#whileWanted(effect, async (row, work) => {
      work.put("effects", { ...row, state: "dropped", error: { code: cancel.reason, message: cancel.reason } });
      await work.cancelRun(effect.run, cancel.reason, cancel.explanation);
    });
  }

  async #change(effect: EffectRow, change: (row: EffectRow) => EffectRow): Promise<EffectRow | undefined> {
    let changed: EffectRow | undefined;
    await this.#whileWanted(effect, (row, work) => {
      changed = change(row);
      work.put("effects", changed);
    });
    return changed;
  }

  async #whileWanted(effect: EffectRow, task: (row: EffectRow, work: Work) => void | Promise<void>): Promise<void> {
    const write = async (work: Work) => {
      const row = await work.read("effects", effect.id);
      const run = await work.read("runs", effect.run);
      if (!row || !run || row.state === "done" || row.state === "dropped") return;
      if (run.open[effect.invoke] === effect.id) await task(row, work);
    };
    for (const delayMs of [...writeDelaysMs, undefined]) {
      try {
        await this.#dispatcher.inLane(laneOf(effect.run), write);
        return;
      } catch (error) {
        // What the vendor did is known here and nowhere else: a store that is busy for a moment must not lose it.
        if (delayMs === undefined || (isCallwrightError(error) && error.retry === "never")) throw error;
        await this.#clock.sleep(delayMs);
      }
    }
  }
}

function brief(error: CallwrightError): { readonly code: string; readonly message: string } {
  return { code: error.code, message: error.message };
}
