import { CallwrightError } from "../errors/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { Json, RunId } from "../ports/identity.ts";
import type { EffectRow, RunRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { missingRun } from "./archives/archives.ts";
import type { BlobStore } from "./blobs/blob-store.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { EffectDeclaration } from "./effects/effect-declaration.ts";
import { doubtOf } from "./effects/effect-ledger.ts";
import type { KeptResult } from "./effects/keep-result.ts";
import { resolvedOutput } from "./effects/resolved-output.ts";
import { isUndo } from "./effects/undo-input.ts";
import { parkedUndo } from "./effects/undo.ts";
import type { FlowRegistry } from "./flow-registry.ts";
import type { FollowUps } from "./follow-ups/follow-ups.ts";
import { laneOf } from "./run-ids.ts";
import type { Work } from "./work.ts";

/** What is needed to act on runs by hand. */
export interface ByHandParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly dispatcher: Dispatcher;
  readonly flows: FlowRegistry;
  readonly declarations: ReadonlyMap<string, EffectDeclaration>;
  readonly blobs: BlobStore;
  readonly followUps: FollowUps | undefined;
}

/** What a person does with a run that waits for him, or that he wants to end. */
export class ByHand {
  readonly #parts: ByHandParts;

  constructor(parts: ByHandParts) {
    this.#parts = parts;
  }

  /**
   * Tries the effect again at which a run was parked, or one that could not be undone. For a person who knows that this does no harm.
   *
   * @throws RUN_UNKNOWN, RUN_NOT_PARKED_AT_EFFECT, FLOW_UNKNOWN while nobody here could take the result
   */
  async retry(id: RunId): Promise<void> {
    await this.#parts.dispatcher.inLane(laneOf(id), async (work) => {
      const run = await work.read("runs", id);
      if (!run) throw await missingRun(this.#parts.store, id);
      if (await this.#parts.followUps?.retry(run, work)) return;
      const effect = await this.#parkedEffect(run, work);
      // What it was asked with is lost: there is nothing to perform.
      if (effect.error?.code === "STORE_DAMAGED") throw new CallwrightError("RUN_NOT_PARKED_AT_EFFECT", { run: id });
      if (!isUndo(effect)) this.#parts.flows.get(run.flow, run.version);
      const dueAt = this.#parts.clock.now();
      const next = { ...effect, state: "pending" as const, tries: 0, dueAt, error: doubtOf(effect) };
      work.put("effects", next);
      work.effects.push(next);
      const after: RunRow = isUndo(effect) ? run : { ...run, status: "running", parked: null };
      work.replaceRun(run, after, { type: "run.retried", effect: effect.id });
    });
  }

  /** The effect that a run waits for a person at, else one that could not be undone. */
  async #parkedEffect(run: RunRow, work: Work): Promise<EffectRow> {
    const key = run.parked?.effect;
    const effect = key ? await work.read("effects", key) : await parkedUndo(this.#parts.store, run.id);
    if (!effect) throw new CallwrightError("RUN_NOT_PARKED_AT_EFFECT", { run: run.id });
    return effect;
  }

  /** Gives a parked effect the result that a person found out, and lets the run go on; one that could not be undone is undone by hand. */
  async resolve(id: RunId, output: Json): Promise<void> {
    let kept: KeptResult | undefined;
    const resolve = async (work: Work) => {
      const run = await work.read("runs", id);
      if (!run) throw await missingRun(this.#parts.store, id);
      const effect = await this.#parkedEffect(run, work);
      if (isUndo(effect)) {
        work.put("effects", { ...effect, state: "done", endedBy: "person", error: null });
        work.replaceRun(run, run, { type: "run.undone", effect: effect.id, by: "person" });
        return;
      }
      kept = await resolvedOutput(this.#parts.declarations.get(effect.type), output, run.account, this.#parts.blobs);
      kept?.nameIn(work, id);
      work.put("effects", { ...effect, state: "done", endedBy: "person", error: null });
      const told = { type: "effect.done", invoke: effect.invoke, output: kept ? kept.output : output };
      work.send(id, told, { by: "person" });
    };
    await this.#parts.dispatcher.inLane(laneOf(id), resolve).finally(() => kept?.release());
  }

  /**
   * Ends a run with the outcome that a person found out. What its effects did already is not undone.
   *
   * @throws RUN_UNKNOWN, INPUT_INVALID for an outcome that the flow does not have
   */
  async decide(id: RunId, outcome: string): Promise<void> {
    await this.#parts.dispatcher.inLane(laneOf(id), async (work) => {
      const run = await work.read("runs", id);
      if (!run) throw await missingRun(this.#parts.store, id);
      if (run.status === "ended" || run.status === "cancelled") return;
      const { outcomes = [] } = this.#parts.flows.get(run.flow, run.version);
      if (!outcomes.includes(outcome)) {
        const problems = [`outcome: "${outcome}" is none of ${outcomes.join(", ")}`];
        throw new CallwrightError("INPUT_INVALID", { flow: run.flow, problems });
      }
      work.endRun(run, outcome);
    });
  }

  /** Ends a run without an outcome. What its effects did is undone where that is declared. */
  async cancel(id: RunId, reason: string): Promise<void> {
    await this.#parts.dispatcher.inLane(laneOf(id), (work) => work.cancelRun(id, reason));
  }
}
