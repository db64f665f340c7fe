import type { RobotDefinition } from "../define/index.ts";
import { type DialingParts } from "../dialing/index.ts";
import type { RunEngine } from "../engine/index.ts";
import type { AccountId, Json, RunId, Subject } from "../ports/identity.ts";
import type { JournalRow, RunRow } from "../ports/rows.ts";
import { type InstallationPlan, type RobotCatalog } from "../robots/index.ts";
import { type CallHandle } from "./call-handle.ts";
/** What a call is made with. Without `phone` the number is looked up at the subject when the call is dialed. */
export type CallOptions<Input> = {
    readonly input: Input;
    /** Words of this call, instead of the definition's, by text key. */
    readonly texts?: Readonly<Record<string, string>>;
    /** The same key gives the same call, for ever. */
    readonly idempotencyKey?: string;
    /** Not dialed earlier. */
    readonly notBefore?: Date;
    /** IANA zone of the person, where it is known better than by the number. */
    readonly timeZone?: string;
} & ({
    readonly phone: string;
    readonly subject?: Subject;
} | {
    readonly phone?: undefined;
    readonly subject: Subject;
});
/** Parts that an account works with. */
export interface AccountParts {
    readonly dialing: DialingParts;
    readonly runs: RunEngine;
    readonly catalog: RobotCatalog;
    readonly ready: () => Promise<void>;
}
/** One tenant: its installation, calls, do-not-call list and parked runs. Nothing here crosses accounts. */
export declare class Account {
    #private;
    readonly id: AccountId;
    constructor(id: AccountId, parts: AccountParts);
    /** What {@link install} would create, change and remove. Reads the CRM and the voice vendor; changes nothing. */
    plan(): Promise<InstallationPlan>;
    /**
     * Publishes scenarios and creates automation robots and triggers. May be repeated.
     *
     * @param options `overwrite`: also replaces scenarios that were edited in the vendor's cabinet
     */
    install(options?: {
        readonly overwrite?: boolean;
    }): Promise<InstallationPlan>;
    /**
     * Makes a call: a job whose first attempt is dialed as soon as the gate lets it go. Resolves when the job is durable.
     *
     * @throws PHONE_INVALID, INPUT_INVALID, TEXT_UNKNOWN, TEXT_UNKNOWN_VARIABLE, FLOW_UNKNOWN, IDEMPOTENCY_KEY_REUSED, ACCOUNT_UNKNOWN
     */
    call<Input, Outcome extends string>(robot: RobotDefinition<Input, Outcome>, options: CallOptions<NoInfer<Input>>): Promise<CallHandle<Outcome>>;
    /** A call that was made before, by its id. */
    findCall(id: string): Promise<CallHandle | undefined>;
    /** Puts a number on the account's do-not-call list: from now on it is not dialed, whatever is planned already. */
    forbid(phone: string, reason: string): Promise<void>;
    /** Takes a number off the list. */
    allow(phone: string): Promise<void>;
    /** Runs that wait for a person. */
    parkedRuns(): Promise<readonly RunRow[]>;
    /** Tries again the effect at which a run is parked. For a person who knows that this does no harm. */
    retry(run: RunId): Promise<void>;
    /** Gives a parked effect the result that a person found out; the run goes on with it. */
    resolve(run: RunId, result: Json): Promise<void>;
    /** Everything that a run went through, in order, with what it asked for and why. */
    journal(run: RunId): Promise<readonly JournalRow[]>;
}
