import type { CallwrightError } from "../errors/index.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { Json } from "../ports/identity.ts";
import type { EffectRow } from "../ports/rows.ts";
import type { Dispatcher } from "./dispatcher.ts";
/** How the end of an effect became known. */
export type EndedBy = "answer" | "reconciliation";
/** Writes down what becomes of effects. A late word about an effect that its run no longer waits for changes nothing. */
export declare class EffectLedger {
    #private;
    constructor(dispatcher: Dispatcher, logger: LoggerPort);
    /** Notes that an at-most-once request is about to leave. `undefined`: it is no longer wanted. */
    start(effect: EffectRow): Promise<EffectRow | undefined>;
    /** Notes a failed try and when the next one is due. */
    retry(effect: EffectRow, state: "pending" | "started", dueAt: number, error: CallwrightError): Promise<EffectRow | undefined>;
    /** Puts an effect off without counting a try. */
    postpone(effect: EffectRow, dueAt: number, why: string): Promise<EffectRow | undefined>;
    /** Gives the result to the run. */
    finish(effect: EffectRow, output: Json, by: EndedBy): Promise<void>;
    /** Gives the error to the run. */
    tellFailure(effect: EffectRow, error: CallwrightError): Promise<void>;
    /** Leaves the run to a person. */
    park(effect: EffectRow, error: CallwrightError): Promise<void>;
    /** Ends the run without an outcome: what it wants to do must not be done. */
    cancelRun(effect: EffectRow, cancel: {
        readonly reason: string;
        readonly why: string;
    }): Promise<void>;
}
