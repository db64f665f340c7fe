import { type GateAnswer } from "../calls/index.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";
/** Asks the gate about dialing this job now. Reads the ledger and the CRM; changes nothing. */
export declare function evaluateGate(parts: DialingParts, job: JobRow, phone: string): Promise<GateAnswer>;
/** Key of a number in the do-not-call ledger. */
export declare function doNotCallKey(account: string, phone: string): string;
