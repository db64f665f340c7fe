import http from "node:http";
import type { Handler, ReportBody } from "./report-host.ts";

/** What the generator is told to do. Without a rate it sends as fast as answers come. */
export interface LoadOrder {
  readonly port: number;
  readonly handler: Handler;
  readonly runs: readonly string[];
  readonly perSecond?: number;
  readonly ms: number;
  /** Number of the first report; no number is sent twice. */
  readonly from: number;
}

/** What came of it. Times count from the moment at which a request was due, so that one that had to wait is not counted as quick. */
export interface LoadAnswer {
  readonly sent: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const connections = 64;

/** Sends what it is ordered over IPC and answers what came of it, until its parent goes. */
export function generateLoad(): void {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  process.on("message", (order) => {
    void carryOut(order as LoadOrder, agent).then((answer) => process.send?.(answer));
  });
}

async function carryOut(order: LoadOrder, agent: http.Agent): Promise<LoadAnswer> {
  const times: number[] = [];
  let failed = 0;
  let number = order.from;
  const startedAt = performance.now();
  const one = async (dueAt: number): Promise<void> => {
    number += 1;
    const status = await post(
      order,
      { run: order.runs[number % order.runs.length] ?? "", number, at: Date.now() },
      agent,
    );
    times.push(performance.now() - dueAt);
    if (status !== 200) failed += 1;
  };
  if (order.perSecond === undefined) {
    const loop = async () => {
      while (performance.now() - startedAt < order.ms) await one(performance.now());
    };
    await Promise.all(Array.from({ length: connections }, loop));
  } else {
    await sendAtRate(order.perSecond, order.ms, startedAt, one);
  }
  const spentMs = performance.now() - startedAt;
  const sorted = times.sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { sent: times.length, failed, perSecond: (times.length * 1_000) / spentMs, p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function sendAtRate(
  perSecond: number,
  ms: number,
  startedAt: number,
  one: (dueAt: number) => Promise<void>,
): Promise<void> {
  const everyMs = 1_000 / perSecond;
  const under: Promise<void>[] = [];
  for (let count = 0; count * everyMs < ms; count += 1) {
    const dueAt = startedAt + count * everyMs;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
    under.push(one(dueAt));
  }
  await Promise.all(under);
}

function post({ port, handler }: LoadOrder, body: ReportBody, agent: http.Agent): Promise<number> {
  const text = JSON.stringify(body);
  return new Promise((resolve) => {
    const request = http.request(
      {
        agent,
        host: "127.0.0.1",
        port,
        path: `/${handler}`,
        method: "POST",
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(text) },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    request.on("error", () => resolve(0));
    request.end(text);
  });
}
