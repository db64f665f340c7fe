import { fork } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { LoadedHost } from "./loaded-host.ts";
import { missing, readEvents } from "./read-events.ts";
import type { Judgement, WritesOptions } from "./torture-writes.ts";

const program = fileURLToPath(new URL("./backup-process.ts", import.meta.url));

/** Backups beside a host under load, every third one killed on the way: whatever was acknowledged before one began is in it. */
export async function backUpUnderLoad(options: WritesOptions, judge: Judgement): Promise<void> {
  const { folder, key, random, backups } = options;
  const store = path.join(folder, "loaded.db");
  const host = await LoadedHost.start({ path: store, key, runs: 12, paddingChars: 200 });
  let killed = 0;
  let copied = 0;
  let events = 0;
  for (let at = 1; at <= backups; at += 1) {
    await host.more(200);
    const to = path.join(folder, `copy-${at}.db`);
    const acknowledged = [...host.acknowledged];
    const isKilled = await backUp(store, key, to, at % 3 === 0 ? Math.floor(random() * 400) : undefined);
    if (isKilled && !existsSync(to)) {
      killed += 1;
      continue;
    }
    const copy = await readEvents(to, key);
    judge(`backup ${at} is whole`, copy.check.ok);
    judge(
      `backup ${at} holds all ${acknowledged.length} events acknowledged before it`,
      missing(acknowledged, copy.events).length === 0,
    );
    copied += 1;
    events = acknowledged.length;
  }
  await host.stop();
  const after = await readEvents(store, key);
  judge(
    "the store itself is whole and holds every acknowledged event",
    after.check.ok && missing(host.acknowledged, after.events).length === 0,
  );
  judge("nobody was refused while copies were made", host.refused.size === 0);
  judge(
    "no half copy stands under a name",
    readdirSync(folder).every((name) => !/^copy-\d+\.db\.blobs$/.test(name)),
  );
  console.log(
    `  ${copied} copies checked, ${killed} killed on the way; the last held ${events} events of ${host.acknowledged.size} in the end`,
  );
}

/** @returns whether it was killed */
async function backUp(store: string, key: string, to: string, killAfterMs: number | undefined): Promise<boolean> {
  const child = fork(program, [store, key, to], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  if (killAfterMs === undefined) {
    const code = await gone;
    if (code !== 0) throw new Error(`The backup ended with ${code ?? "a signal"}.`);
    return false;
  }
  await Promise.race([new Promise((resolve) => child.once("message", resolve)), gone]);
  await wait(killAfterMs);
  child.kill("SIGKILL");
  await gone;
  return true;
}
