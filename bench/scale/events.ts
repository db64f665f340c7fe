import { account, openHost } from "./host.ts";

/**
 * Opens a store in a process of its own and gives its open runs events. Arguments: the store's path, ids of the runs as JSON, how
 * many events each gets. Prints what it measured.
 */
const [path = "", given = "[]", each = "50"] = process.argv.slice(2);
const ids = JSON.parse(given) as readonly string[];
const rounds = Number(each);
const { engine, startedMs, startedCpuMs } = await openHost(path);
const runs = await Promise.all(ids.map((id) => engine.account(account).findRun(id)));

const tellAll = () => Promise.all(runs.map((run) => run.send({ type: "heard" })));
const firstAt = performance.now();
await runs[0]?.send({ type: "heard" });
const firstEventMs = performance.now() - firstAt;
for (let round = 0; round < rounds / 5; round += 1) await tellAll();

const together = await measure(rounds * runs.length, async () => {
  for (let round = 0; round < rounds; round += 1) await tellAll();
});
const alone = await measure(rounds * 20, async () => {
  for (let at = 0; at < rounds * 20; at += 1) await runs[at % runs.length]?.send({ type: "heard" });
});
console.log(
  JSON.stringify({ startedMs, startedCpuMs, firstEventMs, together, alone, rssMb: process.memoryUsage.rss() / 1e6 }),
);
await engine.close();

/** Microseconds of an event: of the wall's clock, and of the processor. */
async function measure(events: number, work: () => Promise<void>): Promise<{ wallUs: number; cpuUs: number }> {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const wallUs = ((performance.now() - startedAt) * 1_000) / events;
  const { user, system } = process.cpuUsage(cpu);
  return { wallUs, cpuUs: (user + system) / events };
}
