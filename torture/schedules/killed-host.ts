import { sqlite } from "@callwright/adapter-sqlite";
import { playKilledLife } from "@callwright/core/testing";
import { readLog, writeLine } from "./world-log.ts";

/** What a life is told in the variable `SCHEDULE_LIFE`. */
export interface LifeOrder {
  readonly seed: number;
  readonly storePath: string;
  readonly storeKey: string;
  readonly logPath: string;
}

// One life of a schedule, a process of its own: it kills itself at a fault point, or is killed from outside.
const order = JSON.parse(process.env["SCHEDULE_LIFE"] ?? "{}") as LifeOrder;
const { vendor, afterMs, died } = readLog(order.logPath);
const beganAt = Date.parse("2026-03-04T07:00:00Z");

process.send?.("ready");
const { rows, refusals, unanswered, now } = await playKilledLife({
  seed: order.seed,
  died,
  takeUpAfterMs: afterMs,
  store: sqlite({ path: order.storePath, key: order.storeKey }),
  vendor: {
    known: vendor,
    note: (key, record) => writeLine(order.logPath, { key, record }),
  },
  kill: (diedAfterMs) => {
    writeLine(order.logPath, { afterMs: diedAfterMs, dies: true });
    process.kill(process.pid, "SIGKILL");
  },
});
writeLine(order.logPath, { afterMs: now - beganAt, remains: { rows, refusals, unanswered, now } });
process.exit(0);
