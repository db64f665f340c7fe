import type { ClockPort } from "../ports/clock.ts";
import type { RunId } from "../ports/identity.ts";
import type { EffectRow, RunRow, TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import type { CommitGroup } from "./commit-group.ts";
import type { FlowRegistry } from "./flow-registry.ts";
import type { HotRuns } from "./hot-runs.ts";
import type { Lanes } from "./lanes.ts";
import type { Observers } from "./observers.ts";
import type { Reaction } from "./reactions.ts";
import { Work } from "./work.ts";
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
export declare class Dispatcher {
    #private;
    constructor(parts: DispatcherParts);
    /** Adds what domain rooms let follow from changes of runs. */
    react(reaction: Reaction): void;
    afterCommit(after: AfterCommit): void;
    /** Does work in a lane and commits it. Nothing of it is written when it throws. */
    inLane<Result>(lane: string, task: (work: Work) => Promise<Result>): Promise<Result>;
    /** The run as committed. */
    findRun(id: RunId): Promise<RunRow | undefined>;
}
