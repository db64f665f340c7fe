import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { HttpFailure } from "./http-failure.ts";
/** One request on its way: its connection, its time limit, and what went wrong with it. */
export interface HttpExchange {
    readonly httpAgent: HttpAgent;
    readonly httpsAgent: HttpsAgent;
    readonly signal: AbortSignal;
    /** Starts the time limit anew. */
    startClock(): void;
    stopClock(): void;
    /** Turns whatever broke the exchange into the one error of this transport. */
    toFailure(error: unknown): HttpFailure;
}
/**
 * Prepares an exchange. Node keeps what is written back until the connection stands (for https: until the certificate was
 * accepted), so a request whose connection never stood was never sent, whatever the error is called.
 */
export declare function createExchange(timeoutMs: number): HttpExchange;
