import type { EffectRow } from "../ports/rows.ts";
import type { RunChange } from "./reactions.ts";

/** One piece of work in a lane, watched from the moment it was asked for. */
export interface WorkWatch {
  /** Its rows are read; its steps come now. */
  gathered(): void;
  /** One more step of it is computed. */
  stepped(change: RunChange): void;
  /** It is durable, and these effects follow from it. */
  committed(effects: readonly EffectRow[]): void;
  /** Nothing of it was written. */
  failed(error: unknown): void;
}

/** One transaction of the store. */
export interface CommitWatch {
  ended(error?: unknown): void;
}

/** How a try of an effect came out. */
export type TryOutcome = "done" | "failed" | "parked" | "retry" | "postponed" | "dropped";

/**
 * Watches the engine at work. There is one only while somebody listens: without one nothing of it is called.
 *
 * What it is given holds personal data. What it tells on may hold none: ids, codes, types and counts.
 */
export interface EngineTelemetry {
  beginWork(): WorkWatch;
  /** @param works what the transaction holds; `undefined` for what was not watched */
  beginCommit(works: readonly (WorkWatch | undefined)[], rows: number): CommitWatch;
  /** Performs one try of an effect. @param how `settle`: it is looked up first; `undo`: another effect is taken back */
  watchTry<Result>(
    effect: EffectRow,
    how: "perform" | "settle" | "undo",
    perform: () => Promise<Result>,
  ): Promise<Result>;
  /** Does something that follows from no work that is under way, e.g. fires a timer. */
  apart<Result>(task: () => Result): Result;
  /** Says how the try of an effect that is under way comes out. */
  tried(effect: EffectRow, outcome: TryOutcome, code?: string): void;
}

/** Where the engine finds its telemetry: `current` comes when the engine starts, if somebody listens. */
export interface TelemetrySource {
  readonly current: EngineTelemetry | undefined;
}
