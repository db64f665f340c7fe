import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sqlite } from "@callwright/adapter-sqlite";
import type { EffectRow } from "@callwright/core/ports";
import { judgeKilledSchedule, type KilledRemains } from "@callwright/core/testing";
import { seededRandom } from "@callwright/sandbox";
import type { LifeOrder } from "./killed-host.ts";
import { readLog, writeLine } from "./world-log.ts";

/** What was counted over all killed schedules. */
export interface KilledReport {
  readonly schedules: number;
  /** Kills at fault points and at moments of the virtual time, by the process itself. */
  readonly killsAtPoints: number;
  /** Kills by this process, at random moments of the real time. */
  readonly killsFromOutside: number;
  readonly parked: number;
  readonly failures: readonly { readonly seed: number; readonly problems: readonly string[] }[];
}

const program = fileURLToPath(new URL("./killed-host.ts", import.meta.url));
const beganAt = Date.parse("2026-03-04T07:00:00Z");
/** From outside a process is killed at most so often, at most so long after it began to work. */
const outsideKills = 2;
const longestLifeMs = 700;

/** Plays schedules in processes of their own on SQLite files, kills them by SIGKILL, and compares with the same without faults. */
export async function tortureKilled({
  runs,
  seed,
}: {
  readonly runs: number;
  readonly seed: number;
}): Promise<KilledReport> {
  const sums = { killsAtPoints: 0, killsFromOutside: 0, parked: 0 };
  const failures: { readonly seed: number; readonly problems: readonly string[] }[] = [];
  for (let next = seed; next < seed + runs; next += 1) {
    const folder = await mkdtemp(path.join(tmpdir(), "callwright-schedule-"));
    try {
      const order: LifeOrder = {
        seed: next,
        storePath: path.join(folder, "schedule.db"),
        storeKey: randomBytes(32).toString("base64"),
        logPath: path.join(folder, "world.log"),
      };
      const { killed, died, remains } = await liveToTheEnd(order);
      const { problems, parked } = await judgeKilledSchedule(next, remains);
      if (problems.length > 0) failures.push({ seed: next, problems });
      sums.killsAtPoints += died;
      sums.killsFromOutside += killed;
      sums.parked += parked.length;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { schedules: runs, ...sums, failures };
}

async function liveToTheEnd(order: LifeOrder) {
  const random = seededRandom(order.seed);
  const inDoubt: EffectRow[] = [];
  let killed = 0;
  for (;;) {
    const afterMs = killed < outsideKills && random() < 0.5 ? Math.floor(random() * longestLifeMs) : undefined;
    const before = readLog(order.logPath);
    const end = await live(order, afterMs);
    const { vendor, died, remains } = readLog(order.logPath);
    if (end === "ended" && remains !== undefined) {
      const rest = remains as Omit<KilledRemains, "vendor" | "inDoubt">;
      return { killed, died, remains: { ...rest, vendor: [...vendor], inDoubt } };
    }
    if (end === "failed") throw new Error(`A process of the schedule of seed ${order.seed} failed.`);
    if (died === before.died) killed += 1;
    inDoubt.push(...(await lookBetweenLives(order)));
  }
}

/** One life of the process. `afterMs`: it is killed so long after it began to work, unless it has ended before. */
function live(order: LifeOrder, afterMs: number | undefined): Promise<"ended" | "killed" | "failed"> {
  const child = fork(program, {
    execArgv: ["--import", "tsx", ...process.execArgv.filter((flag) => flag.startsWith("--conditions"))],
    env: { ...process.env, SCHEDULE_LIFE: JSON.stringify(order) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let timer: NodeJS.Timeout | undefined;
  if (afterMs !== undefined) {
    child.on("message", () => {
      timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
    });
  }
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL" ? "killed" : code === 0 ? "ended" : "failed");
    });
  });
}

/** What is in doubt in the store, and how far the world has come by it. */
async function lookBetweenLives({ storePath, storeKey, logPath }: LifeOrder): Promise<readonly EffectRow[]> {
  const store = sqlite({ path: storePath, key: storeKey });
  await store.open();
  try {
    const journal = await store.find("journal", { limit: 10_000 });
    if (journal.length > 0) writeLine(logPath, { afterMs: Math.max(...journal.map(({ at }) => at)) - beganAt });
    return await store.find("effects", { where: { state: "started" }, limit: 10_000 });
  } finally {
    await store.close();
  }
}
