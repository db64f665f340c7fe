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

/** What is used of a socket. */
interface Connecting {
  once(event: "connect" | "secureConnect", listener: () => void): unknown;
}

/**
 * Prepares an exchange. Node keeps what is written back until the connection stands (for https: until the certificate was
 * accepted), so a request whose connection never stood was never sent, whatever the error is called.
 */
export function createExchange(timeoutMs: number): HttpExchange {
  let connected = false;
  let timedOut = false;
  let timer: NodeJS.Timeout | undefined;
  const controller = new AbortController();
  const watch = <Socket>(socket: Socket, event: "connect" | "secureConnect"): Socket => {
    (socket as Connecting | undefined)?.once(event, () => (connected = true));
    return socket;
  };
  // One connection per request: a pooled one may be dying, and a request that is lost on it cannot be told from one carried out.
  const httpAgent = new HttpAgent({ keepAlive: false });
  const httpsAgent = new HttpsAgent({ keepAlive: false });
  const connect = httpAgent.createConnection.bind(httpAgent);
  const secureConnect = httpsAgent.createConnection.bind(httpsAgent);
  httpAgent.createConnection = (...rest) => watch(connect(...rest), "connect");
  httpsAgent.createConnection = (...rest) => watch(secureConnect(...rest), "secureConnect");

  const stopClock = () => clearTimeout(timer);
  return {
    httpAgent,
    httpsAgent,
    signal: controller.signal,
    stopClock,
    startClock: () => {
      stopClock();
      timer = setTimeout(() => {
        timedOut = true;
        controller.abort();
      }, timeoutMs);
    },
    toFailure: (error) => {
      if (error instanceof HttpFailure) return error;
      return new HttpFailure(connected, timedOut ? `no answer within ${timeoutMs} ms` : codeOf(error), error);
    },
  };
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === "string" && code !== "" ? code : "connection broken";
}
