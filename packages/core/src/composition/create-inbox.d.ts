import { type DialingParts } from "../dialing/index.ts";
import type { RunEngine } from "../engine/index.ts";
import type { Inbox } from "../ports/adapter.ts";
import { type RobotCatalog } from "../robots/index.ts";
/** What the inbox needs. */
export interface InboxParts {
    readonly dialing: DialingParts;
    readonly runs: RunEngine;
    readonly catalog: RobotCatalog;
    /** Zone of new accounts whose portal does not tell one. */
    readonly timeZone: string | null;
}
/** Takes over what adapters have verified and parsed. Every method resolves after its commit. */
export declare function createInbox({ dialing, runs, catalog, timeZone }: InboxParts): Inbox;
