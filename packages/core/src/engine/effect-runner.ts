import { CallwrightError, isCallwrightError, type ErrorCode } from "../errors/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { Json } from "../ports/identity.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { EffectRow } from "../ports/rows.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { EffectContext, EffectDeclaration, Reconciliation } from "./effect-declaration.ts";
import { EffectLedger } from "./effect-ledger.ts";
import { inTime } from "./in-time.ts";

/**
 * What is done with an at-most-once effect that was interrupted. `reconcile` is the only right one; the others exist so that the
 * crash test can show that it would notice: `repeat` fires again blindly, `park` asks a person about everything.
 */
export type EffectVariant = "reconcile" | "repeat" | "park";

/** What the effect runner needs. */
export interface EffectRunnerParts {
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly dispatcher: Dispatcher;
  readonly declarations: ReadonlyMap<string, EffectDeclaration>;
  readonly variant: EffectVariant;
}

/** How long closing waits for effects under way, in real time. */
const closesWithinMs = 10_000;
/** When an effect is settled whose end could not be written. */
const settlesLaterMs = 60_000;

/** Waits between look-ups that failed themselves; then a person is asked. */
const lookUpDelaysMs = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 3_600_000, 3_600_000];

/** Performs effects after their commit, retries them by their rule, and settles those that were interrupted. */
export class EffectRunner {
  readonly #parts: EffectRunnerParts;
  readonly #ledger: EffectLedger;
  readonly #scheduled = new Map<string, () => void>();
  readonly #running = new Set<Promise<void>>();
  #closed = false;

  constructor(parts: EffectRunnerParts) {
    this.#parts = parts;
    this.#ledger = new EffectLedger(parts.dispatcher, parts.clock, parts.logger);
  }

  /** Performs effects when they are due. `interrupted`: nobody knows whether the last try happened. */
  schedule(effects: readonly EffectRow[], interrupted = false): void {
    if (this.#closed) return;
    const { clock } = this.#parts;
    for (const effect of effects) {
      this.#scheduled.get(effect.id)?.();
      const settleMs = interrupted ? (this.#parts.declarations.get(effect.type)?.settleMs ?? 0) : 0;
      const dueAt = Math.max(effect.dueAt, clock.now() + settleMs);
      const start = () => {
        this.#scheduled.delete(effect.id);
        if (!this.#closed) this.#keepTrack(this.#run(effect, interrupted));
      };
      if (dueAt <= clock.now()) start();
      else this.#scheduled.set(effect.id, clock.at(dueAt, start));
    }
  }

  /** Starts nothing new and waits, for a while, for what is under way: an answer that comes is not lost. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const cancel of this.#scheduled.values()) cancel();
    this.#scheduled.clear();
    let timer: NodeJS.Timeout | undefined;
    const longEnough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closesWithinMs);
    });
    await Promise.race([Promise.allSettled(this.#running), longEnough]);
    clearTimeout(timer);
  }

  #keepTrack(running: Promise<void>): void {
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  async #run(effect: EffectRow, interrupted: boolean): Promise<void> {
    const release = this.#parts.clock.hold();
    try {
      const declaration = this.#declaration(effect);
      const doubtful =
        declaration.repeat === "marked" || (declaration.repeat === "at-most-once" && effect.state === "started");
      if (interrupted && doubtful) await this.#settle(declaration, effect);
      else await this.#perform(declaration, effect);
    } catch (error) {
      const code = isCallwrightError(error) ? error.code : "unknown";
      this.#parts.logger.error(
        { run: effect.run, effect: effect.type, code },
        "the end of an effect could not be written; it is settled later",
      );
      await this.#settleLater(effect);
    } finally {
      release();
    }
  }

  /** What became of the effect could not be written: later it is treated as one whose process died. */
  async #settleLater(effect: EffectRow): Promise<void> {
    const row = await this.#parts.dispatcher.findEffect(effect.id).catch(() => effect);
    if (row && (row.state === "pending" || row.state === "started")) {
      this.schedule([{ ...row, dueAt: this.#parts.clock.now() + settlesLaterMs }], true);
    }
  }

  async #perform(declaration: EffectDeclaration, effect: EffectRow): Promise<void> {
    let current = effect;
    let output: unknown;
    let mayHaveLeft = false;
    try {
      const input = declaration.input.parse(effect.input);
      const context = await this.#contextOf(effect);
      const readiness = (await declaration.ready?.(input, context)) ?? { ready: true };
      if (!readiness.ready) {
        if ("cancel" in readiness) {
          await this.#ledger.cancelRun(effect, readiness.cancel);
          return;
        }
        const postponed = await this.#ledger.postpone(effect, readiness.until, readiness.why);
        this.schedule(postponed ? [postponed] : []);
        return;
      }
      if (declaration.repeat === "at-most-once") {
        const started = await this.#ledger.start(effect, this.#parts.clock.now());
        if (!started) return;
        current = started;
      }
      mayHaveLeft = true;
      output = declaration.output.parse(await inTime(declaration, current, declaration.perform(input, context)));
    } catch (error) {
      await this.#fail(declaration, current, toKnownError(error, current), mayHaveLeft);
      return;
    }
    await this.#ledger.finish(current, output as Json, "answer");
  }

  /** Settles an effect of which nobody knows whether it happened. */
  async #settle(declaration: EffectDeclaration, effect: EffectRow): Promise<void> {
    const { variant } = this.#parts;
    const careful = declaration.repeat === "at-most-once";
    if (variant === "repeat") return this.#perform(declaration, effect);
    if (variant === "park") return this.#ledger.park(effect, unknownError(declaration, effect));
    let found: Reconciliation<unknown> = { found: false, proof: false };
    try {
      const input = declaration.input.parse(effect.input);
      if (declaration.find)
        found = await inTime(declaration, effect, declaration.find(input, await this.#contextOf(effect)));
    } catch (error) {
      return this.#lookAgain(declaration, effect, toKnownError(error, effect));
    }
    if (found.found)
      return this.#ledger.finish(effect, declaration.output.parse(found.output) as Json, "reconciliation");
    if (found.lookAgainAt !== undefined) {
      this.schedule([{ ...effect, dueAt: found.lookAgainAt }], true);
      return;
    }
    if (careful && !found.proof) return this.#ledger.park(effect, unknownError(declaration, effect));
    return this.#perform(declaration, effect);
  }

  async #fail(
    declaration: EffectDeclaration,
    effect: EffectRow,
    error: CallwrightError,
    mayHaveLeft: boolean,
  ): Promise<void> {
    const now = this.#parts.clock.now();
    const unknown = mayHaveLeft && error.applied === "unknown";
    const delayMs = declaration.retryDelaysMs[effect.tries];
    if (unknown && declaration.repeat === "at-most-once" && this.#parts.variant !== "repeat") {
      if (delayMs === undefined) return this.#ledger.park(effect, unknownError(declaration, effect));
      const doubtful = await this.#ledger.retry(effect, "started", now, error);
      this.schedule(doubtful ? [doubtful] : [], true);
      return;
    }
    if (error.retry !== "never" && delayMs !== undefined) {
      const dueAt = now + Math.max(delayMs, error.retryAfterMs ?? 0);
      const next = await this.#ledger.retry(effect, "pending", dueAt, error);
      this.schedule(next ? [next] : [], unknown);
      return;
    }
    if (declaration.onFailure === "tell") return this.#ledger.tellFailure(effect, error);
    return this.#ledger.park(effect, error);
  }

  /** A look-up failed itself: nothing is known still, so the effect stays in doubt. */
  async #lookAgain(declaration: EffectDeclaration, effect: EffectRow, error: CallwrightError): Promise<void> {
    const delayMs = lookUpDelaysMs[effect.tries];
    if (error.retry === "never" || delayMs === undefined)
      return this.#ledger.park(effect, unknownError(declaration, effect));
    const dueAt = this.#parts.clock.now() + Math.max(delayMs, error.retryAfterMs ?? 0);
    const next = await this.#ledger.retry(effect, effect.state === "started" ? "started" : "pending", dueAt, error);
    this.schedule(next ? [next] : [], true);
  }

  async #contextOf(effect: EffectRow): Promise<EffectContext> {
    const run = await this.#parts.dispatcher.findRun(effect.run);
    const { account, id: key, tries, startedAt } = effect;
    return { account, run: effect.run, job: run?.job ?? null, key, startedAt, tries };
  }

  #declaration(effect: EffectRow): EffectDeclaration {
    const declaration = this.#parts.declarations.get(effect.type);
    if (!declaration) throw new CallwrightError("FLOW_UNKNOWN_EFFECT", { flow: effect.run, effect: effect.type });
    return declaration;
  }
}

function unknownError(declaration: EffectDeclaration, effect: EffectRow): CallwrightError {
  const code: ErrorCode = declaration.unknownCode ?? "EFFECT_RESULT_UNKNOWN";
  const details = { run: effect.run, effect: effect.type, trigger: triggerOf(effect.input) };
  return new CallwrightError(code as "EFFECT_RESULT_UNKNOWN", details);
}

function triggerOf(input: Json): string {
  const code = typeof input === "object" && input !== null && "code" in input ? input.code : undefined;
  return typeof code === "string" ? code : "";
}

function toKnownError(error: unknown, effect: EffectRow): CallwrightError {
  if (isCallwrightError(error)) return error;
  const reason = error instanceof Error ? error.name : typeof error;
  return new CallwrightError("EFFECT_FAILED", { run: effect.run, effect: effect.type, reason }, { cause: error });
}
