import { openHost, tellRun, type Load } from "./host.ts";

/**
 * The process that comes after: it opens the store of the killed one, serves an event at once, and takes up what is due.
 * Arguments: the store's path, the load as JSON, the id of a run that waits for an event. Prints what it measured.
 */
const [path = "", load = "{}", run = ""] = process.argv.slice(2);
const { timer, effect } = JSON.parse(load) as Load;
const importedMs = performance.now();
const importedCpu = process.cpuUsage();
const cpuMs = () => {
  const { user, system } = process.cpuUsage(importedCpu);
  return (user + system) / 1_000;
};
const { engine, readyMs } = await openHost(path, 0);

const left = { "timer.fired": timer, "effect.done": effect };
const endedAt: Record<string, number> = {};
const usedMs: Record<string, number> = {};
let highestRss = 0;
const over = new Promise<void>((resolve) => {
  engine.on("run:advanced", ({ event }) => {
    if (event !== "timer.fired" && event !== "effect.done") return;
    left[event] -= 1;
    if (left[event] === 0) {
      endedAt[event] = performance.now() - importedMs;
      usedMs[event] = cpuMs();
    }
    if (left[event] % 500 === 0) highestRss = Math.max(highestRss, process.memoryUsage.rss());
    if (left["timer.fired"] <= 0 && left["effect.done"] <= 0) resolve();
  });
});
await tellRun(engine, run);
const firstEventMs = performance.now() - importedMs;
const firstEventCpuMs = cpuMs();
const eventMs: number[] = [];
const state = { over: false };
const serving = (async () => {
  while (!state.over) {
    const askedAt = performance.now();
    await tellRun(engine, run);
    eventMs.push(performance.now() - askedAt);
  }
})();
await over;
state.over = true;
await serving;
console.log(
  JSON.stringify({
    importMs: importedMs,
    readyMs,
    firstEventMs,
    firstEventCpuMs,
    timersMs: endedAt["timer.fired"] ?? 0,
    timersCpuMs: usedMs["timer.fired"] ?? 0,
    effectsMs: endedAt["effect.done"] ?? 0,
    served: eventMs.length,
    slowestEventMs: Math.max(...eventMs),
    rssMb: highestRss / 1e6,
    told: eventMs.length + 1,
  }),
);
await engine.close();
