import { CallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { Json } from "../../ports/identity.ts";
import type { EffectRow } from "../../ports/rows.ts";
import type { Breakers } from "./breakers.ts";
import type { BlobStore } from "../blobs/blob-store.ts";
import type { BudgetBook, Reservation } from "./budget-book.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { EffectContext, EffectDeclaration, Reconciliation } from "./effect-declaration.ts";
import { failureOf, toKnownError, unknownError } from "./effect-errors.ts";
import type { EffectLedger } from "./effect-ledger.ts";
import type { FaultPlace, Probe } from "../fault-points.ts";
import { inTime } from "./in-time.ts";
import { createResultKeeper, givesBlobs } from "./keep-result.ts";
import { readUndo } from "./undo-input.ts";

/**
 * What is done with an at-most-once effect that was interrupted. `reconcile` is the only right one; the others exist so that the
 * crash test can show that it would notice: `repeat` fires again blindly, `park` asks a person about everything.
 */
export type EffectVariant = "reconcile" | "repeat" | "park";

/** What performing needs. */
export interface EffectPerformerParts {
  readonly clock: ClockPort;
  readonly dispatcher: Dispatcher;
  readonly ledger: EffectLedger;
  readonly budgets: BudgetBook;
  readonly blobs: Pick<BlobStore, "reader" | "prepare" | "adopt">;
  readonly variant: EffectVariant;
  readonly probe?: Probe | undefined;
}

/** An effect that is due, with what is known about its kind. */
export interface DueEffect {
  readonly effect: EffectRow;
  readonly declaration: EffectDeclaration;
  /** Set: the vendor may be out of order, and is asked through its breaker. */
  readonly guard: { readonly breakers: Breakers; readonly vendor: string } | undefined;
}

/** What is to be done next with an effect. */
export interface FollowUp {
  readonly effect: EffectRow;
  /** `settle`: nobody knows whether it happened, so it is looked up first. */
  readonly next: "perform" | "settle";
  /** Its vendor does not answer, so nothing was asked. */
  readonly unheard?: true;
}

type ResultKeeper = ReturnType<typeof createResultKeeper>;

/** How an effect came out, for those who want to undo it. */
export type CameOut = { readonly output: Json } | "notCarriedOut" | "unknown";

/** Waits between look-ups that failed themselves; then a person is asked. */
const lookUpDelaysMs = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 3_600_000, 3_600_000];

/** Waits between tries to undo, whatever the rule of the effect: nobody waits for it, but it must not be forgotten. */
const undoDelaysMs = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000];

/** The vendor does not answer, so nothing was asked. */
const unheard = new Error("its vendor does not answer");

/** Performs single effects: asks, looks up, undoes, and writes down what became of it. Says what is to be done next. */
export class EffectPerformer {
  readonly #parts: EffectPerformerParts;

  constructor(parts: EffectPerformerParts) {
    this.#parts = parts;
  }

  /** Carries an effect out. @param cameOut told as soon as it is known */
  async perform(due: DueEffect, cameOut?: (how: CameOut) => void): Promise<FollowUp | undefined> {
    const { declaration, effect } = due;
    const { probe, ledger } = this.#parts;
    let current = effect;
    let output: Json;
    const sent = { request: false };
    const keeper = this.#keeperOf(due);
    try {
      const input = declaration.input.parse(effect.input);
      const context = await this.#contextOf(effect);
      const readiness = (await declaration.ready?.(input, context)) ?? { ready: true };
      if (!readiness.ready) {
        cameOut?.("notCarriedOut");
        if ("cancel" in readiness) {
          await ledger.cancelRun(effect, readiness.cancel);
          return undefined;
        }
        const postponed = await ledger.postpone(effect, readiness.until, readiness.why);
        return postponed && { effect: postponed, next: "perform" };
      }
      if (probe) await probe("effect:ready", placeOf(effect));
      const started = await this.#start(declaration, effect, input);
      if (!started) {
        cameOut?.("notCarriedOut");
        return undefined;
      }
      current = started;
      if (probe) await probe("effect:leaving", placeOf(effect));
      const request = () => {
        sent.request = true;
        return declaration.perform(input, { ...context, fail: failureOf(declaration, effect) });
      };
      // A stream in the result is part of the answer: it is read within the time of the request.
      const answer = await this.#ask(due, keeper ? () => keeper.keep(request()) : request);
      if (probe) await probe("effect:answered", placeOf(effect));
      output = keeper?.kept ? keeper.kept.output : (declaration.output.parse(answer) as Json);
    } catch (error) {
      await keeper?.giveUp();
      const failure = toKnownError(error, current);
      const unknown = sent.request && (failure.applied === "unknown" || keeper?.isAnswered === true);
      cameOut?.(unknown ? "unknown" : "notCarriedOut");
      if (error === unheard) return { effect: current, next: "perform", unheard: true };
      return this.#fail(declaration, current, failure, unknown);
    }
    cameOut?.({ output });
    if (probe) await probe("effect:ending", placeOf(effect));
    return ledger.finish(current, output, "answer", keeper?.kept).finally(() => keeper?.kept?.release());
  }

  /** What keeps the large values of an effect's result; `undefined` where it has none. */
  #keeperOf({ declaration, effect }: DueEffect): ResultKeeper | undefined {
    return givesBlobs(declaration) ? createResultKeeper(declaration, effect.account, this.#parts.blobs) : undefined;
  }

  /** Settles an effect of which nobody knows whether it happened. */
  async settle(due: DueEffect, cameOut?: (how: CameOut) => void): Promise<FollowUp | undefined> {
    const { declaration, effect } = due;
    const { variant, probe, ledger } = this.#parts;
    const careful = declaration.repeat === "at-most-once";
    if (variant === "repeat") return this.perform(due, cameOut);
    if (variant === "park") return ledger.park(effect, unknownError(declaration, effect));
    if (probe) await probe("effect:settling", placeOf(effect));
    let found: Reconciliation<unknown>;
    let output: Json = null;
    const keeper = this.#keeperOf(due);
    try {
      found = await this.#lookUp(due, declaration.input.parse(effect.input), await this.#contextOf(effect));
      if (found.found && keeper) ({ output } = await keeper.keep(Promise.resolve(found.output)));
      else if (found.found) output = declaration.output.parse(found.output) as Json;
    } catch (error) {
      return error === unheard
        ? { effect, next: "settle", unheard: true }
        : this.#lookAgain(declaration, effect, toKnownError(error, effect));
    }
    if (probe) await probe("effect:looked-up", placeOf(effect));
    if (found.found) {
      cameOut?.({ output });
      return ledger.finish(effect, output, "reconciliation", keeper?.kept).finally(() => keeper?.kept?.release());
    }
    if (found.lookAgainAt !== undefined) return { effect: { ...effect, dueAt: found.lookAgainAt }, next: "settle" };
    if (careful && !found.proof) return ledger.park(effect, unknownError(declaration, effect));
    return this.perform(due, cameOut);
  }

  /** Undoes an effect. @param known how it came out, where it was under way in this process */
  async undo(due: DueEffect, known: CameOut): Promise<FollowUp | undefined> {
    const { declaration, effect } = due;
    const { ledger, clock } = this.#parts;
    try {
      const { key, ...asked } = readUndo(effect);
      const input = declaration.input.parse(asked.input);
      const context = await this.#contextOf(effect);
      let output = typeof known === "string" ? asked.output : known.output;
      let nowhere = known === "notCarriedOut";
      if (output === undefined && declaration.reconcile && !nowhere) {
        const found = await this.#lookUp(due, input, { ...context, key });
        if (found.found) output = found.output;
        else if (found.lookAgainAt !== undefined)
          return { effect: { ...effect, dueAt: found.lookAgainAt }, next: "perform" };
        else nowhere = found.proof;
      }
      if (nowhere) {
        await ledger.undone(effect, "nothing to undo");
        return undefined;
      }
      const done = { input, output: output === undefined ? undefined : declaration.output.parse(output), key };
      if (!declaration.compensate) {
        const reason = "its definition has no compensate any more";
        throw new CallwrightError("EFFECT_FAILED", { run: effect.run, effect: effect.type, reason });
      }
      await this.#ask(due, async () => declaration.compensate?.(done, context));
    } catch (error) {
      if (error === unheard) return { effect, next: "perform", unheard: true };
      const failure = toKnownError(error, effect);
      const delayMs = undoDelaysMs[effect.tries];
      if (failure.retry === "never" || delayMs === undefined) return ledger.undone(effect, failure);
      const dueAt = clock.now() + Math.max(delayMs, failure.retryAfterMs ?? 0);
      const next = await ledger.retry(effect, "pending", dueAt, failure);
      return next && { effect: next, next: "perform" };
    }
    return ledger.undone(effect, "undone");
  }

  /** Writes down what must be known before the request leaves. `undefined`: it is no longer wanted. */
  async #start(declaration: EffectDeclaration, effect: EffectRow, input: unknown): Promise<EffectRow | undefined> {
    const atMostOnce = declaration.repeat === "at-most-once";
    const reserved = declaration.cost && (await this.#reserve(declaration, effect, input));
    if (!atMostOnce && !reserved) return effect;
    const { ledger, clock } = this.#parts;
    return ledger.start(effect, atMostOnce ? "started" : "pending", clock.now(), reserved);
  }

  /** Sets the cost aside, once for each effect. */
  async #reserve(declaration: EffectDeclaration, effect: EffectRow, input: unknown): Promise<Reservation | undefined> {
    const cost = declaration.cost?.(input) ?? 0;
    if (!Number.isFinite(cost) || cost < 0) {
      const reason = "its cost is no number from 0";
      throw new CallwrightError("EFFECT_FAILED", { run: effect.run, effect: effect.type, reason });
    }
    return effect.cost === null && cost > 0 ? this.#parts.budgets.reserve(effect, cost) : undefined;
  }

  async #lookUp(due: DueEffect, input: unknown, context: EffectContext): Promise<Reconciliation<unknown>> {
    const nothing = { found: false, proof: false } as const;
    return this.#ask(due, async () => (await due.declaration.reconcile?.(input, context)) ?? nothing);
  }

  #ask<Answer>({ declaration, effect, guard }: DueEffect, request: () => Promise<Answer>): Promise<Answer> {
    const asked = async () => inTime(declaration, effect, request());
    if (!guard) return asked();
    const asking = { vendor: guard.vendor, account: effect.account, effect: effect.id };
    if (!guard.breakers.mayAsk(asking)) return Promise.reject(unheard);
    return guard.breakers.ask(asking, asked);
  }

  async #fail(
    declaration: EffectDeclaration,
    effect: EffectRow,
    error: CallwrightError,
    unknown: boolean,
  ): Promise<FollowUp | undefined> {
    const { clock, probe, ledger, variant } = this.#parts;
    const now = clock.now();
    if (probe) await probe("effect:failing", placeOf(effect));
    const delayMs = declaration.retryDelaysMs[effect.tries];
    if (unknown && declaration.repeat === "at-most-once" && variant !== "repeat") {
      if (delayMs === undefined) return ledger.park(effect, unknownError(declaration, effect));
      const doubtful = await ledger.retry(effect, "started", now, error);
      return doubtful && { effect: doubtful, next: "settle" };
    }
    if (error.retry !== "never" && delayMs !== undefined) {
      const dueAt = now + Math.max(delayMs, error.retryAfterMs ?? 0);
      const again = await ledger.retry(effect, "pending", dueAt, error);
      return again && { effect: again, next: unknown ? "settle" : "perform" };
    }
    return declaration.onFailure === "tell" ? ledger.tellFailure(effect, error) : ledger.park(effect, error);
  }

  /** A look-up failed itself: nothing is known still, so the effect stays in doubt. */
  async #lookAgain(
    declaration: EffectDeclaration,
    effect: EffectRow,
    error: CallwrightError,
  ): Promise<FollowUp | undefined> {
    const { clock, ledger } = this.#parts;
    const delayMs = lookUpDelaysMs[effect.tries];
    if (error.retry === "never" || delayMs === undefined) return ledger.park(effect, unknownError(declaration, effect));
    const dueAt = clock.now() + Math.max(delayMs, error.retryAfterMs ?? 0);
    const next = await ledger.retry(effect, effect.state === "started" ? "started" : "pending", dueAt, error);
    return next && { effect: next, next: "settle" };
  }

  async #contextOf(effect: EffectRow): Promise<EffectContext> {
    const run = await this.#parts.dispatcher.findRun(effect.run);
    const { account, id: key, tries, startedAt } = effect;
    const blobs = this.#parts.blobs.reader(account);
    return { account, run: effect.run, job: run?.job ?? null, key, startedAt, tries, blobs };
  }
}

function placeOf(effect: EffectRow): FaultPlace {
  return { run: effect.run, effect: effect.id };
}
