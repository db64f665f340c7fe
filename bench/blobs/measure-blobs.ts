import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { bundleBench } from "../../scripts/bundle-bench.mjs";
import { median, print } from "../robot/rounds.ts";

/**
 * Memory of a process that takes a recording of 25 MB from the vendor, keeps it, uploads it and reads it once more, against one that does
 * the same with 100 kB: the most that each ever had in memory, in processes of their own, the median of some rounds. Plain and with
 * everything encrypted; that is told without a goal: Node's ciphers give every piece in memory of its own, of which V8 lets up to 32 MB gather
 * before it frees any. Not measured: the network.
 * Run by hand: node --import tsx --conditions=source bench/blobs/measure-blobs.ts [rounds]
 */
const rounds = Number(process.argv[2] ?? 3);
const small = 100_000;
const large = 25_000_000;
const limitBytes = 16 * 1024 * 1024;

interface Round {
  readonly peakRssBytes: number;
  readonly keptAndUploadedMs: number;
  readonly readMs: number;
}

const folder = mkdtempSync(path.join(tmpdir(), "callwright-blobs-"));
try {
  const program = await bundleBench("blobs-keep-recording", path.join(import.meta.dirname, "keep-recording.ts"));
  for (const encrypt of ["secrets", "everything"]) {
    const [before, after] = [small, large].map((bytes) => measure(program, bytes, encrypt));
    const difference = (after?.peakRssBytes ?? Infinity) - (before?.peakRssBytes ?? 0);
    const what = `peak RSS with ${large} bytes above that with ${small}`;
    if (encrypt === "secrets") {
      print({ bench: "blobs", goal: what, value: difference, limit: limitBytes, met: difference <= limitBytes });
    } else print({ bench: "blobs", subject: `${what}, encrypt: ${encrypt}`, value: difference });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(program: string, bytes: number, encrypt: string): Round {
  const all = Array.from({ length: rounds }, (_, round) => {
    const store = path.join(folder, `${encrypt}-${bytes}-${round}.db`);
    const child = spawnSync(process.execPath, [program, store, String(bytes), encrypt], { encoding: "utf8" });
    if (child.status !== 0) throw new Error(`the measured process failed: ${child.stderr}`);
    return JSON.parse(child.stdout) as Round;
  });
  const middle = (name: keyof Round) => median(all.map((round) => round[name]));
  const found = {
    peakRssBytes: middle("peakRssBytes"),
    keptAndUploadedMs: middle("keptAndUploadedMs"),
    readMs: middle("readMs"),
  };
  const machine = { rounds, node: process.version, cpu: cpus()[0]?.model ?? "unknown" };
  print({ bench: "blobs", subject: `recording, encrypt: ${encrypt}`, bytes, ...found, ...machine });
  return found;
}
