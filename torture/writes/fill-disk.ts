import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { LoadedHost } from "./loaded-host.ts";
import { missing, readEvents } from "./read-events.ts";
import type { Judgement, WritesOptions } from "./torture-writes.ts";

const diskBytes = 12 * 1024 * 1024;

/**
 * A host on a file system that is full for a while: a tmpfs of 12 MB, with ballast that is removed. Where this may not be mounted, SQLite's
 * own limit stands for the disk in the tests of the store, and this is left out by name.
 */
export async function fillDisk({ folder, key, rounds }: WritesOptions, judge: Judgement): Promise<void> {
  const disk = path.join(folder, "disk");
  mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${diskBytes}`, "tmpfs", disk]);
  if (mounted.status !== 0) {
    console.log("  skipped: this user may not mount a tmpfs");
    return;
  }
  try {
    await useUp(disk, key, rounds, judge);
  } finally {
    spawnSync("umount", ["-l", disk]);
  }
}

async function useUp(disk: string, key: string, rounds: number, judge: Judgement): Promise<void> {
  const store = path.join(disk, "store.db");
  const host = await LoadedHost.start({ path: store, key, runs: 4, paddingChars: 100 });
  let refused = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const ballast = path.join(disk, "ballast");
    useRest(ballast);
    const before = host.refused.get("STORE_FULL") ?? 0;
    await host.until(() => (host.refused.get("STORE_FULL") ?? 0) >= before + 10, "been refused for a full disk");
    const acknowledged = [...host.acknowledged];
    rmSync(ballast);
    await host.more(50);
    refused = host.refused.get("STORE_FULL") ?? 0;
    const { events } = await readEvents(store, key);
    judge(
      `round ${round}: what was acknowledged before and while the disk was full is there`,
      missing(acknowledged, events).length === 0,
    );
  }
  await host.stop();
  const { events, check } = await readEvents(store, key);
  judge("the store is whole", check.ok);
  judge(
    "it holds exactly what was acknowledged",
    missing(host.acknowledged, events).length === 0 && missing(events, host.acknowledged).length === 0,
  );
  console.log(
    `  ${rounds} times full, ${refused} events refused with STORE_FULL, ${host.acknowledged.size} acknowledged, others: ${others(host)}`,
  );
}

/** Writes until the disk takes nothing more. */
function useRest(ballast: string): void {
  const file = openSync(ballast, "w");
  try {
    for (const chunk = Buffer.alloc(4_096); ;) writeSync(file, chunk);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "ENOSPC") throw error;
  } finally {
    closeSync(file);
  }
}

function others({ refused }: LoadedHost): string {
  const rest = [...refused].filter(([code]) => code !== "STORE_FULL").map(([code, count]) => `${code} ${count}`);
  return rest.length === 0 ? "none" : rest.join(", ");
}
