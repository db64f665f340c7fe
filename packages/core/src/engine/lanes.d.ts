/** Does work one after the other within a lane, and lanes beside each other. */
export declare class Lanes {
    #private;
    /** Does `work` after everything that was given to this lane before. */
    run<Result>(lane: string, work: () => Promise<Result>): Promise<Result>;
    /** Resolves when nothing is left to do. */
    idle(): Promise<void>;
}
