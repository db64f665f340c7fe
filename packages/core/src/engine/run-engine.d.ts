import type { Flow } from "../machine/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { Json, RunId } from "../ports/identity.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { JournalRow, RunRow, TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";
import { type EffectVariant } from "./effect-runner.ts";
import { FlowRegistry } from "./flow-registry.ts";
import { Observers } from "./observers.ts";
import type { Reaction } from "./reactions.ts";
import type { RunEvent, Work } from "./work.ts";
/** How long a vendor's message is remembered, so that a repetition changes nothing. */
export declare const dedupeMs: number;
/** What an engine of runs is made from. */
export interface RunEngineSettings {
    readonly store: StorePort;
    readonly clock: ClockPort;
    readonly logger: LoggerPort;
    readonly flows: readonly Flow[];
    readonly effects: readonly EffectDeclaration[];
    /** Called in the lane of a job whose timer is due; must end or renew the timer. */
    readonly onJobDue: (timer: TimerRow, work: Work) => Promise<void>;
    /** Accept a changed flow under the same version; for development only. */
    readonly allowChangedFlows?: boolean;
    readonly variant?: EffectVariant;
}
/** Runs flows durably in one process: dispatch, commit, effects, timers, recovery, observers. */
export declare class RunEngine {
    #private;
    readonly observers: Observers;
    readonly flows: FlowRegistry;
    /** @throws FLOW_DUPLICATE, FLOW_UNKNOWN_EFFECT */
    constructor(settings: RunEngineSettings);
    /** Adds what a domain room lets follow from changes of runs. Before {@link start}. */
    react(reaction: Reaction): void;
    /** Opens nothing: the store must be open. Pins the flows, takes up what a former process left, fires overdue timers. */
    start(): Promise<void>;
    /** Does work in a lane and commits it as one. */
    inLane<Result>(lane: string, task: (work: Work) => Promise<Result>): Promise<Result>;
    /**
     * Gives a run an event, once per dedupe key. Resolves after the commit.
     *
     * @throws RUN_UNKNOWN
     */
    dispatch(run: RunId, event: RunEvent, dedupeKey?: string, alongside?: (work: Work) => void): Promise<"applied" | "duplicate">;
    /** The run as committed. */
    findRun(id: RunId): Promise<RunRow | undefined>;
    /** The events of a run, in order. */
    journal(run: RunId): Promise<readonly JournalRow[]>;
    /** Tries the effects again at which a run was parked. For a person who knows that this does no harm. */
    retry(id: RunId): Promise<void>;
    /** Gives a parked effect the result that a person found out, and lets the run go on. */
    resolveEffect(id: RunId, output: Json): Promise<void>;
    /** Ends a run without an outcome. What its effects did already is not undone. */
    cancel(id: RunId, reason: string): Promise<void>;
    /** Stops taking up work and waits for what is under way. */
    close(): Promise<void>;
}
