import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { sqlite } from "@callwright/adapter-sqlite";
import type { StorePort } from "@callwright/core/ports";
import { seededRandom } from "@callwright/sandbox";
import type { RotationNews, RotationOrder } from "./rotation-order.ts";
import { checkFile, fileCount, keepFiles, readVersion, rowCount, toWrite } from "./rotation-rows.ts";

// One life of a loaded store, a process of its own: it writes, and reads every row again and again, while its key is changed.
const order = JSON.parse(process.env["ROTATION_LIFE"] ?? "{}") as RotationOrder;
const random = seededRandom(order.seed);
const tell = (news: RotationNews) => void process.send?.(news);
const store: StorePort = sqlite(order);
await store.open();

const versions: number[] = [];
for (let row = 0; row < rowCount; row += 1) versions.push(await readVersion(store, row));
for (let file = 0; file < fileCount; file += 1) if (versions[0] !== 0) await checkFile(store, file);
tell({ news: "opened", versions });
await keepFiles(store);

const load = { stops: () => hasSettled, reads: 0 };
let hasSettled = false;
const writing = write();
const reading = readAll();
const settled =
  order.rotateTo === undefined ? store.encryption?.settled() : store.encryption?.rotateKey(order.rotateTo);
tell({ news: "rotating" });
const { rows = 0, files = 0 } = (await settled) ?? {};
hasSettled = true;
await Promise.all([writing, reading]);
await store.close();
process.send?.({ news: "settled", rows, files, reads: load.reads } satisfies RotationNews, () => process.exit(0));

/** Rows that were never written come first. */
async function write(): Promise<void> {
  while (!load.stops()) {
    const unwritten = versions.indexOf(0);
    const batch = Array.from({ length: 20 }, (_, at) =>
      unwritten < 0 ? Math.floor(random() * rowCount) : Math.min(unwritten + at, rowCount - 1),
    );
    const picked = [...new Set(batch)];
    const results = await store.commit(picked.map((row) => [toWrite(row, (versions[row] ?? 0) + 1)]));
    for (const [at, row] of picked.entries()) {
      if (results[at]?.ok !== true) throw new Error(`row ${row} was not taken`);
      const version = (versions[row] ?? 0) + 1;
      versions[row] = version;
      tell({ news: "acknowledged", row, version });
    }
    await wait(1);
  }
}

async function readAll(): Promise<void> {
  while (!load.stops()) {
    for (let row = 0; row < rowCount && !load.stops(); row += 1) {
      const version = await readVersion(store, row);
      if (version !== versions[row])
        throw new Error(`row ${row} is at version ${version}, not ${String(versions[row])}`);
      load.reads += 1;
      if (row % 50 === 0) await nextTurn();
    }
    await checkFile(store, Math.floor(random() * fileCount));
    load.reads += 1;
  }
}
