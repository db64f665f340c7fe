import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median, print, printGoal, rounded } from "../robot/rounds.ts";
import { generateLoad, type LoadAnswer, type LoadOrder } from "./load-generator.ts";
import { openReportHost, type Handler } from "./report-host.ts";

/**
 * From a report over HTTP to its answer, which comes after the commit: 1,000 live runs, the load in a process of its own at 30 % of the
 * measured maximum, against a handler that inserts one row through the same group commit.
 * Run by hand: node --import tsx --conditions=source bench/latency/measure-latency.ts [rounds] [ms]
 */
const asGenerator = "--generate";
const live = 1_000;
const share = 0.3;

async function measure(rounds: number, ms: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "callwright-latency-"));
  const host = await openReportHost(path.join(folder, "latency.db"), live);
  const generator = fork(process.argv[1] ?? "", [asGenerator]);
  let from = 0;
  const load = async (handler: Handler, forMs: number, perSecond?: number): Promise<LoadAnswer> => {
    const order = { port: host.port, handler, runs: host.runs, ms: forMs, from };
    const answer = await ask(generator, perSecond === undefined ? order : { ...order, perSecond });
    from += answer.sent + 1_000;
    if (answer.failed > 0) throw new Error(`${answer.failed} of ${answer.sent} requests to /${handler} failed`);
    return answer;
  };
  try {
    for (const handler of ["report", "bare"] as const) await load(handler, ms);
    const most = (await load("report", ms)).perSecond;
    print({ bench: "latency", subject: "maximum", runs: live, reportsPerSecond: Math.round(most) });
    const found: Record<Handler, LoadAnswer[]> = { report: [], bare: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const handler of ["report", "bare"] as const) found[handler].push(await load(handler, ms, most * share));
    }
    const of = (handler: Handler, time: "p50Ms" | "p99Ms") => median(found[handler].map((answer) => answer[time]));
    for (const handler of ["report", "bare"] as const) {
      const perSecond = Math.round(median(found[handler].map((answer) => answer.perSecond)));
      const [p50Ms, p99Ms] = [rounded(of(handler, "p50Ms")), rounded(of(handler, "p99Ms"))];
      print({ bench: "latency", subject: handler, runs: live, requestsPerSecond: perSecond, p50Ms, p99Ms });
    }
    printGoal("latency", "p99 of a report / of one row", of("report", "p99Ms") / of("bare", "p99Ms"), 3, "atMost");
  } finally {
    generator.kill();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(generator: ChildProcess, order: LoadOrder): Promise<LoadAnswer> {
  generator.send(order);
  const [answer] = (await once(generator, "message")) as [LoadAnswer];
  return answer;
}

if (process.argv.includes(asGenerator)) generateLoad();
else await measure(Number(process.argv[2] ?? 7), Number(process.argv[3] ?? 3_000));
