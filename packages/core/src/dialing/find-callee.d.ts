import type { Subject } from "../ports/identity.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
/** Who is called, and who answers for the item. `phone: null`: nobody has a valid number. */
export interface Callee {
    readonly phone: string | null;
    readonly contact: Subject | null;
    readonly responsibleId: string | null;
}
/** The number to dial: the job's own, else the first valid one among the item's people, in the CRM's order. */
export declare function findCallee(parts: DialingParts, job: JobRow): Promise<Callee>;
