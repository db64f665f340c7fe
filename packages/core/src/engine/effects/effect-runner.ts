import { CallwrightError, isCallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { EffectRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { Breakers, type Asking, type BreakerSettings } from "./breakers.ts";
import type { BlobStore } from "../blobs/blob-store.ts";
import type { BudgetBook } from "./budget-book.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";
import { EffectLedger } from "./effect-ledger.ts";
import { EffectLimits, type VendorLimit } from "./effect-limits.ts";
import {
  EffectPerformer,
  type CameOut,
  type DueEffect,
  type EffectVariant,
  type FollowUp,
} from "./effect-performer.ts";
import type { Probe } from "../fault-points.ts";
import type { EngineNotice } from "../observers.ts";
import { laneOf } from "../run-ids.ts";
import type { TelemetrySource } from "../telemetry.ts";
import { isUndo, readUndo } from "./undo-input.ts";
import type { Work } from "../work.ts";

/** How vendors are spared: how much they are asked at once, and when they are left alone. */
export interface VendorSettings {
  /** Vendor → how much. Default: no limit. */
  readonly limits?: Readonly<Record<string, VendorLimit>> | undefined;
  /** Default: vendors are always asked. */
  readonly breaker?: BreakerSettings | undefined;
  /** Whom an effect asks. Asked once for each type, when it is first performed. */
  readonly vendorOf?: (declaration: EffectDeclaration) => string | undefined;
}

/** What the effect runner needs. */
export interface EffectRunnerParts extends VendorSettings {
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly store: StorePort;
  readonly dispatcher: Dispatcher;
  readonly declarations: ReadonlyMap<string, EffectDeclaration>;
  readonly budgets: BudgetBook;
  readonly blobs: BlobStore;
  readonly variant: EffectVariant;
  readonly tell: (notice: EngineNotice) => void;
  readonly telemetry?: TelemetrySource | undefined;
  readonly probe?: Probe | undefined;
}

/** How long closing waits for effects under way, in real time. */
const closesWithinMs = 10_000;
/** When an effect is settled whose end could not be written. */
const settlesLaterMs = 60_000;

/** Performs effects after their commit, when they are due and their vendor may be asked. */
export class EffectRunner {
  readonly #parts: EffectRunnerParts;
  readonly #ledger: EffectLedger;
  readonly #performer: EffectPerformer;
  readonly #limits: EffectLimits | undefined;
  readonly #breakers: Breakers | undefined;
  /** Type of effect → its vendor, where a limit or a breaker concerns it. */
  readonly #vendors = new Map<string, string | undefined>();
  readonly #scheduled = new Map<string, () => void>();
  readonly #running = new Set<Promise<void>>();
  /** Effects under way or waiting for their vendor: one that has just ended may overlap with its next try. */
  readonly #inHand = new Map<string, number>();
  /** How effects that can be undone came out, while they are under way. */
  readonly #cameOut = new Map<string, Promise<CameOut>>();
  /** Effect that undoes another one → how that one comes out. */
  readonly #awaited = new Map<string, Promise<CameOut>>();
  readonly #begunAt: number;
  #closed = false;

  constructor(parts: EffectRunnerParts) {
    const { clock, dispatcher, logger, budgets, blobs, variant, probe, limits, breaker, tell } = parts;
    this.#parts = parts;
    this.#begunAt = clock.now();
    this.#ledger = new EffectLedger(dispatcher, clock, logger, parts.telemetry);
    this.#performer = new EffectPerformer({ clock, dispatcher, ledger: this.#ledger, budgets, blobs, variant, probe });
    this.#limits = limits && Object.keys(limits).length > 0 ? new EffectLimits(limits) : undefined;
    this.#breakers = breaker && new Breakers(breaker, clock, tell);
  }

  /** Performs effects when they are due. `interrupted`: nobody knows whether the last try happened. */
  schedule(effects: readonly EffectRow[], interrupted = false): void {
    if (this.#closed) return;
    const { clock } = this.#parts;
    for (const effect of effects) {
      this.#scheduled.get(effect.id)?.();
      const settleMs = interrupted ? (this.#parts.declarations.get(effect.type)?.settleMs ?? 0) : 0;
      const dueAt = Math.max(effect.dueAt, clock.now() + settleMs);
      if (isUndo(effect)) this.#noteUndone(effect);
      this.#scheduled.delete(effect.id);
      if (dueAt <= clock.now()) this.#admit(effect, interrupted);
      else
        this.#scheduled.set(
          effect.id,
          clock.at(dueAt, () => this.#resume(effect, interrupted)),
        );
    }
  }

  /** Starts nothing new and waits, for a while, for what is under way: an answer that comes is not lost. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const cancel of this.#scheduled.values()) cancel();
    this.#scheduled.clear();
    this.#breakers?.close();
    let timer: NodeJS.Timeout | undefined;
    const longEnough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closesWithinMs);
    });
    await Promise.race([Promise.allSettled(this.#running), longEnough]);
    clearTimeout(timer);
  }

  /** How many effects this process has in hand, and how many of them wait for their time. */
  get sizes(): { readonly inHand: number; readonly scheduled: number } {
    return { inHand: this.#inHand.size, scheduled: this.#scheduled.size };
  }

  /** Whether this process has an effect in hand: under way, or waiting for its time or its vendor. */
  has(id: string): boolean {
    return this.#scheduled.has(id) || this.#inHand.has(id);
  }

  /** Whether effects of this type can be performed here. */
  knows({ type }: Pick<EffectRow, "type">): boolean {
    return this.#parts.declarations.has(type);
  }

  /** Whether an effect that is not known to be over may have been carried out. */
  mayBeUnderWay({ id, type, dueAt }: EffectRow): boolean {
    if (dueAt < this.#begunAt) return true;
    return this.#parts.declarations.get(type)?.compensate ? this.#cameOut.has(id) : this.#inHand.has(id);
  }

  /** Takes up an effect that waited for its time: meanwhile its run may have left it. */
  #resume(effect: EffectRow, interrupted: boolean): void {
    this.#scheduled.delete(effect.id);
    if (this.#closed) return;
    const admit = async (row: EffectRow) => this.#admit(row, interrupted);
    void this.#keepTrack(this.#ifWanted(effect, this.#vendorOf(effect.type), admit), effect);
  }

  /** Lets an effect start as soon as its vendor may be asked. */
  #admit(effect: EffectRow, interrupted: boolean): void {
    if (this.#closed) return;
    const vendor = this.#vendorOf(effect.type);
    if (vendor === undefined) void this.#keepTrack(this.#run(effect, interrupted, undefined), effect);
    else this.#admitTo(vendor, effect, interrupted);
  }

  #admitTo(vendor: string, effect: EffectRow, interrupted: boolean): void {
    const limits = this.#limits?.concern(vendor) ? this.#limits : undefined;
    if (this.#breakers?.mayAsk(askingOf(vendor, effect)) === false)
      void this.#keepTrack(this.#putOff(vendor, effect, interrupted), effect);
    else if (!limits) void this.#keepTrack(this.#run(effect, interrupted, vendor), effect);
    else if (limits.hasRoom(vendor, effect.account)) this.#enter(limits, vendor, effect, interrupted, 0);
    else void this.#keepTrack(this.#queue(limits, vendor, effect, interrupted), effect);
  }

  /** Waits for room, behind the effects of jobs with a higher priority. */
  async #queue(limits: EffectLimits, vendor: string, effect: EffectRow, interrupted: boolean): Promise<void> {
    const release = this.#parts.clock.hold();
    try {
      // A store that fails for a moment must cost the effect no more than its place.
      const priority = await this.#priorityOf(effect).catch(() => 0);
      this.#enter(limits, vendor, effect, interrupted, priority);
    } finally {
      release();
    }
  }

  async #priorityOf(effect: EffectRow): Promise<number> {
    const run = await this.#parts.dispatcher.findRun(effect.run);
    const job = run?.job ? await this.#parts.store.read("jobs", run.job) : undefined;
    return job?.priority ?? 0;
  }

  #enter(limits: EffectLimits, vendor: string, effect: EffectRow, interrupted: boolean, priority: number): void {
    const waits = !limits.hasRoom(vendor, effect.account);
    const letGo = this.#hold(effect);
    limits.enter(vendor, effect.account, priority, async () => {
      letGo();
      if (this.#closed) return;
      const wanted = waits ? this.#ifWanted(effect, vendor, (row) => this.#run(row, interrupted, vendor)) : undefined;
      await this.#keepTrack(wanted ?? this.#run(effect, interrupted, vendor), effect);
    });
  }

  /** Leaves an effect until its vendor answers again. No try is counted; what is in doubt stays so. */
  async #putOff(vendor: string, effect: EffectRow, interrupted: boolean): Promise<void> {
    const breakers = this.#breakers;
    if (!breakers) return;
    const asking = askingOf(vendor, effect);
    const release = this.#parts.clock.hold();
    try {
      const isPostponed = effect.state === "pending" && effect.error?.code === "POSTPONED";
      const isTold = interrupted || isUndo(effect) || isPostponed;
      const why = `${vendor} does not answer`;
      const row = isTold ? effect : await this.#ledger.postpone(effect, breakers.tryAt(asking), why);
      if (!row) return;
      const letGo = this.#hold(effect);
      breakers.wait(asking, () => {
        letGo();
        if (this.#closed) return;
        const resume = async (wanted: EffectRow) => this.#admitTo(vendor, wanted, interrupted);
        void this.#keepTrack(this.#ifWanted(row, vendor, resume), effect);
      });
    } catch (error) {
      await this.#notWritten(effect, error);
    } finally {
      breakers.release(asking);
      release();
    }
  }

  /**
   * Goes on with an effect that waited, unless nobody wants it any more.
   *
   * Begins in the lane of its run: what leaves the effect comes before, or finds it under way.
   */
  async #ifWanted(
    effect: EffectRow,
    vendor: string | undefined,
    task: (effect: EffectRow) => Promise<void>,
  ): Promise<void> {
    const { clock, dispatcher } = this.#parts;
    const release = clock.hold();
    let going: Promise<void> | undefined;
    const begin = async (work: Work) => {
      const row = await work.read("effects", effect.id).catch(() => effect);
      if (row?.state === "pending" || row?.state === "started") going = task(row);
      else if (vendor !== undefined) this.#breakers?.release(askingOf(vendor, effect));
    };
    try {
      await dispatcher.inLane(laneOf(effect.run), begin);
    } finally {
      release();
    }
    await going;
  }

  /** Remembers whom an effect that undoes another one has to wait for: what is under way may be over before its turn comes. */
  #noteUndone(undo: EffectRow): void {
    const comesOut = this.#cameOut.get(readUndo(undo).key);
    if (comesOut) this.#awaited.set(undo.id, comesOut);
  }

  #keepTrack(running: Promise<void>, effect: EffectRow): Promise<void> {
    const letGo = this.#hold(effect);
    this.#running.add(running);
    const over = () => {
      this.#running.delete(running);
      letGo();
    };
    return running.then(over, over);
  }

  #hold({ id }: EffectRow): () => void {
    this.#inHand.set(id, (this.#inHand.get(id) ?? 0) + 1);
    return () => {
      const others = (this.#inHand.get(id) ?? 1) - 1;
      if (others > 0) this.#inHand.set(id, others);
      else this.#inHand.delete(id);
    };
  }

  async #run(effect: EffectRow, interrupted: boolean, vendor: string | undefined): Promise<void> {
    const { clock, probe } = this.#parts;
    const known = isUndo(effect) ? await this.#awaited.get(effect.id) : undefined;
    const release = clock.hold();
    try {
      if (probe) await probe("effect:taken", { run: effect.run, effect: effect.id });
      const perform = () => this.#perform(effect, interrupted, vendor, known);
      const telemetry = this.#parts.telemetry?.current;
      const follow = await (telemetry ? telemetry.watchTry(effect, howOf(effect, interrupted), perform) : perform());
      if (follow) this.#follow(follow, vendor);
      else this.#awaited.delete(effect.id);
      if (probe) await probe("effect:ended", { run: effect.run, effect: effect.id });
    } catch (error) {
      await this.#notWritten(effect, error);
    } finally {
      if (vendor !== undefined) this.#breakers?.release(askingOf(vendor, effect));
      release();
    }
  }

  #perform(
    effect: EffectRow,
    interrupted: boolean,
    vendor: string | undefined,
    known: CameOut | undefined,
  ): Promise<FollowUp | undefined> {
    const declaration = this.#parts.declarations.get(effect.type);
    if (!declaration) throw new CallwrightError("FLOW_UNKNOWN_EFFECT", { flow: effect.run, effect: effect.type });
    const breakers = vendor === undefined ? undefined : this.#breakers;
    const due: DueEffect = { effect, declaration, guard: breakers && { breakers, vendor: vendor ?? "" } };
    if (isUndo(effect)) return this.#performer.undo(due, known ?? "unknown");
    const { repeat } = declaration;
    const doubtful = interrupted && (repeat === "marked" || (repeat === "at-most-once" && effect.state === "started"));
    const perform = (tell?: (how: CameOut) => void) =>
      doubtful ? this.#performer.settle(due, tell) : this.#performer.perform(due, tell);
    return declaration.compensate ? this.#watched(effect.id, perform) : perform();
  }

  /** Remembers how an effect comes out for as long as it is under way. */
  async #watched(
    id: string,
    perform: (tell: (how: CameOut) => void) => Promise<FollowUp | undefined>,
  ): Promise<FollowUp | undefined> {
    let tell: (how: CameOut) => void = () => undefined;
    this.#cameOut.set(id, new Promise((resolve) => (tell = resolve)));
    try {
      return await perform(tell);
    } finally {
      tell("unknown");
      this.#cameOut.delete(id);
    }
  }

  #follow({ effect, next, unheard }: FollowUp, vendor: string | undefined): void {
    const interrupted = next === "settle";
    if (unheard && vendor !== undefined) void this.#keepTrack(this.#putOff(vendor, effect, interrupted), effect);
    else this.schedule([effect], interrupted);
  }

  /** What became of the effect could not be written: later it is treated as one whose process died. */
  async #notWritten(effect: EffectRow, error: unknown): Promise<void> {
    const { logger, dispatcher, clock } = this.#parts;
    const code = isCallwrightError(error) ? error.code : "unknown";
    const about = { run: effect.run, effect: effect.type, code };
    logger.error(about, "the end of an effect could not be written; it is settled later");
    const row = await dispatcher.findEffect(effect.id).catch(() => effect);
    if (row && (row.state === "pending" || row.state === "started"))
      this.schedule([{ ...row, dueAt: clock.now() + settlesLaterMs }], true);
  }

  /** The vendor of a type of effect, where a limit or a breaker concerns it. */
  #vendorOf(type: string): string | undefined {
    if (!this.#breakers && !this.#limits) return undefined;
    if (this.#vendors.has(type)) return this.#vendors.get(type);
    const declaration = this.#parts.declarations.get(type);
    const vendor = declaration && (this.#parts.vendorOf?.(declaration) ?? declaration.vendor);
    const concerned = vendor !== undefined && (this.#breakers !== undefined || this.#limits?.concern(vendor) === true);
    this.#vendors.set(type, concerned ? vendor : undefined);
    return this.#vendors.get(type);
  }
}

function howOf(effect: EffectRow, interrupted: boolean): "perform" | "settle" | "undo" {
  if (isUndo(effect)) return "undo";
  return interrupted ? "settle" : "perform";
}

function askingOf(vendor: string, { account, id }: EffectRow): Asking {
  return { vendor, account, effect: id };
}
