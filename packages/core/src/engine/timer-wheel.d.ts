import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { TimerRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
/** What the timer wheel needs. `fire` must delete the timer's row in the transaction of what it causes. */
export interface TimerWheelParts {
    readonly clock: ClockPort;
    readonly store: StorePort;
    readonly logger: LoggerPort;
    readonly fire: (timer: TimerRow) => Promise<void>;
}
/** Fires durable timers: late after a crash, and once. Keeps one wake-up for the earliest of them. */
export declare class TimerWheel {
    #private;
    constructor(parts: TimerWheelParts);
    /** Takes notice of timers that were committed. */
    set(timers: readonly TimerRow[]): void;
    /** Fires what is overdue and waits for the rest. */
    start(): Promise<void>;
    close(): void;
}
