import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { seededRandom } from "@callwright/sandbox";
import { backUpUnderLoad } from "./back-up-under-load.ts";
import { fillDisk } from "./fill-disk.ts";
import { flipBytes } from "./flip-bytes.ts";
import { holdForWriting } from "./hold-for-writing.ts";

/** What the torture of a store's file works with. */
export interface WritesOptions {
  readonly folder: string;
  readonly key: string;
  readonly random: () => number;
  /** Copies that are made, those that are killed on the way among them. */
  readonly backups: number;
  /** How often the disk is full. */
  readonly rounds: number;
  readonly flips: number;
}

/** Says whether something that must hold did. */
export type Judgement = (what: string, held: boolean) => void;

/** Backups under load, a full disk, a file that somebody holds, flipped bytes. @returns how many judgements failed */
export async function tortureWrites({ runs, seed }: { readonly runs: number; readonly seed: number }): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), "callwright-writes-"));
  const options: WritesOptions = {
    folder,
    key: Buffer.alloc(32, 7).toString("base64"),
    random: seededRandom(seed),
    backups: runs,
    rounds: Math.max(1, Math.floor(runs / 6)),
    flips: runs * 20,
  };
  const counts = { passed: 0, failed: 0 };
  const judge: Judgement = (what, held) => {
    counts[held ? "passed" : "failed"] += 1;
    if (!held) console.log(`  failed: ${what}`);
  };
  const parts = {
    "backups under load": backUpUnderLoad,
    "a full disk": fillDisk,
    "a file that is held": holdForWriting,
    "flipped bytes": flipBytes,
  };
  try {
    for (const [name, part] of Object.entries(parts)) {
      console.log(name);
      await part(options, judge);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`seed ${seed}: ${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed;
}
