/** A number that is counted up to a limit only. */
export interface LimitedCount {
  readonly count: number;
  /** There are more than were counted: show it as `1,000+`. */
  readonly more: boolean;
}

/**
 * How an engine is: what a monitor asks for.
 *
 * Shape: counts are `null` while the store cannot be read. Counts come from indexes, are limited to 1,000, and are up to 5 seconds old.
 */
export interface Health {
  /** `down`: nothing new is taken. `degraded`: it works, but something that should have happened has not. */
  readonly status: "ok" | "degraded" | "down";
  /** Why it is not `ok`: codes of errors, `STARTING`, `OVERDUE`. */
  readonly reasons: readonly string[];
  readonly at: number;
  /** Name of the store, and whether it can be read. */
  readonly store: { readonly name: string; readonly readable: boolean };
  /** What a former process left is still being taken up. */
  readonly recovering: boolean;
  /** Work that was taken and has not ended; at the limit nothing new is taken. */
  readonly waiting: { readonly count: number; readonly limit: number };
  /** Effects that this process has in hand, and those that wait here for their time. */
  readonly effects: { readonly inHand: number; readonly scheduled: number };
  /** `null`: nothing was written since the start. */
  readonly lastCommitAt: number | null;
  /** Runs that wait for a person, by code. */
  readonly parked: (LimitedCount & { readonly byCode: Readonly<Record<string, number>> }) | null;
  /** What should have happened two minutes ago or earlier. */
  readonly overdue: {
    readonly timers: LimitedCount;
    readonly effects: LimitedCount;
    /** How late the latest is; `null` when nothing is. */
    readonly oldestMs: number | null;
  } | null;
  /** Rows that were found damaged and set aside. */
  readonly damaged: LimitedCount | null;
}
