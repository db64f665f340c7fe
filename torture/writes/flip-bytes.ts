import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import { checkStore, isCallwrightError } from "@callwright/core";
import { tables, type StorePort, type TableName } from "@callwright/core/ports";
import { LoadedHost } from "./loaded-host.ts";
import type { Judgement, WritesOptions } from "./torture-writes.ts";

/** What one flipped byte came to. */
type Flip = "refused at opening" | "found by the check" | "harmless" | "not found";

/** Flips one byte of a store at a time, anywhere in the file: what changes any row is found, and what is not found has changed nothing. */
export async function flipBytes({ folder, key, random, flips }: WritesOptions, judge: Judgement): Promise<void> {
  const store = path.join(folder, "flipped.db");
  const host = await LoadedHost.start({ path: store, key, runs: 8, paddingChars: 50 });
  await host.more(150);
  await host.stop();
  const whole = readFileSync(store);
  const rows = await allRows(store, key);
  const counts: Record<Flip, number> = {
    "refused at opening": 0,
    "found by the check": 0,
    harmless: 0,
    "not found": 0,
  };
  const copy = path.join(folder, "flip.db");
  for (let at = 0; at < flips; at += 1) {
    copyFileSync(store, copy);
    const place = Math.floor(random() * whole.length);
    const bytes = Buffer.from(whole);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
    writeFileSync(copy, bytes);
    const flip = await lookAt(copy, key, rows);
    counts[flip] += 1;
    if (flip === "not found") console.log(`  byte ${place} was changed and nobody noticed`);
    for (const end of ["", "-wal", "-shm"]) rmSync(`${copy}${end}`, { force: true });
  }
  judge("no changed row went unnoticed", counts["not found"] === 0);
  judge("flipped bytes are found", counts["found by the check"] > 0);
  console.log(
    `  ${flips} single bits of ${whole.length} bytes: ${Object.entries(counts)
      .map(([flip, count]) => `${flip} ${count}`)
      .join(", ")}`,
  );
}

async function lookAt(copy: string, key: string, rows: string): Promise<Flip> {
  const store = sqlite({ path: copy, key, readOnly: true });
  try {
    await store.open();
  } catch (error) {
    if (isCallwrightError(error)) return "refused at opening";
    throw error;
  }
  try {
    if (!(await checkStore(store)).ok) return "found by the check";
    return (await dump(store)) === rows ? "harmless" : "not found";
  } finally {
    await store.close();
  }
}

async function allRows(path: string, key: string): Promise<string> {
  const store = sqlite({ path, key, readOnly: true });
  await store.open();
  try {
    return await dump(store);
  } finally {
    await store.close();
  }
}

async function dump(store: StorePort): Promise<string> {
  const parts: string[] = [];
  for (const table of Object.keys(tables) as TableName[])
    parts.push(JSON.stringify(await store.find(table, { limit: 10_000 })));
  return parts.join("\n");
}
