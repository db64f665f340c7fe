import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { EffectRow } from "../ports/rows.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";
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
/** Performs effects after their commit, retries them by their rule, and settles those that were interrupted. */
export declare class EffectRunner {
    #private;
    constructor(parts: EffectRunnerParts);
    /** Performs effects when they are due. `interrupted`: nobody knows whether the last try happened. */
    schedule(effects: readonly EffectRow[], interrupted?: boolean): void;
    close(): void;
}
