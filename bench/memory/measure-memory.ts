import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqlite } from "../../packages/adapter-sqlite/src/index.ts";
import type { RunEngine } from "../../packages/core/src/engine/index.ts";
import type { Json } from "../../packages/core/src/ports/index.ts";
import { benchEngine } from "../durable/live-load.ts";
import { phoneInput } from "../robot/phone-robot.ts";
import { median, print, printGoal } from "../robot/rounds.ts";

/**
 * Heap of one idle run in the cache: phone robots that were launched and wait for the client to answer, each with a timer, on the SQLite
 * store. Measured from the second thousand on, so that what is made once for all does not count.
 * Run by hand: node --expose-gc --import tsx --conditions=source bench/memory/measure-memory.ts [runs]
 */
const runs = Number(process.argv[2] ?? 8_000);
const inOneGo = 1_000;

const { gc } = globalThis;
if (!gc) throw new Error("This bench needs node --expose-gc.");

function heapUsed(): number {
  gc?.();
  gc?.();
  return process.memoryUsage().heapUsed;
}

async function startIdle(engine: RunEngine, from: number, count: number): Promise<void> {
  let waiting = count;
  let done: () => void = () => undefined;
  const allWait = new Promise<void>((resolve) => (done = resolve));
  const off = engine.observers.on("run:advanced", () => {
    waiting -= 1;
    if (waiting === 0) done();
  });
  for (let index = from; index < from + count; index += 1) {
    const id = `idle${index}`;
    void engine.inLane(id, async (work) => {
      const input = { ...phoneInput, name: `Анна ${index}` } as unknown as Json;
      work.start({ id, account: "bench", flow: "phone-robot", input, job: null });
    });
  }
  await allWait;
  await new Promise((resolve) => setTimeout(resolve, 50));
  off();
}

const folder = mkdtempSync(path.join(tmpdir(), "callwright-memory-"));
const store = sqlite({ path: path.join(folder, "memory.db") });
await store.open();
const engine = benchEngine(store);
try {
  await engine.start();
  await startIdle(engine, 0, inOneGo);
  const perRun: number[] = [];
  const first = heapUsed();
  let before = first;
  for (let from = inOneGo; from < runs; from += inOneGo) {
    await startIdle(engine, from, inOneGo);
    const now = heapUsed();
    perRun.push((now - before) / inOneGo);
    before = now;
  }
  const row = await store.read("runs", `idle${runs - 1}`);
  const snapshotChars = row?.snapshot.length ?? 0;
  const mean = Math.round((before - first) / (runs - inOneGo));
  print({
    bench: "memory",
    subject: "idle run",
    runs,
    bytesPerRun: mean,
    medianBytesPerRun: Math.round(median(perRun)),
    snapshotChars,
  });
  printGoal("memory", "bytes of heap per idle run in the cache / 4,096", mean / 4_096, 1, "atMost");
} finally {
  await engine.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
