import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sqlite } from "@callwright/adapter-sqlite";
import { seededRandom } from "@callwright/sandbox";
import type { RotationNews, RotationOrder } from "./rotation-order.ts";
import { planted, rowCount } from "./rotation-rows.ts";

const program = fileURLToPath(new URL("./rotating-host.ts", import.meta.url));
/** A change that is killed is killed this long after it began, at the most, and this often. */
const longestLifeMs = 900;
const killsOfOne = 2;

/** What is known from outside, and what was counted. */
interface Watch {
  readonly acknowledged: number[];
  readonly problems: string[];
  kills: number;
  lives: number;
  reads: number;
  rewritten: number;
}

/**
 * Changes the key of a loaded store again and again, half of the time also what is encrypted, and kills it in between; every row is read
 * again and again meanwhile. Gives the number of failed checks.
 */
export async function tortureRotation(options: { readonly rotations: number; readonly seed: number }): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-rotation-"));
  const random = seededRandom(options.seed);
  const acknowledged = Array.from({ length: rowCount }, () => 0);
  const watch: Watch = { acknowledged, problems: [], kills: 0, lives: 0, reads: 0, rewritten: 0 };
  const store = path.join(folder, "store.db");
  const used = [newKey()];
  try {
    for (let rotation = 1; rotation <= options.rotations; rotation += 1) {
      const encrypt = rotation % 4 < 2 ? "everything" : "secrets";
      const [key = "", next = newKey()] = [used.at(-1)];
      await rotate(watch, { path: store, key, formerKeys: [], encrypt, rotateTo: next, seed: rotation }, random);
      used.push(next);
      watch.problems.push(...(await lookFromOutside(folder, store, used, encrypt)));
      if (rotation % 5 === 0) say(`${rotation} changes of the key, ${watch.kills} kills, ${watch.reads} reads`);
    }
    return report(watch, options.rotations);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One change of the key, over as many lives as it takes. */
async function rotate(watch: Watch, order: RotationOrder, random: () => number): Promise<void> {
  let now = order;
  for (let kills = 0; ; kills += 1) {
    const killAfterMs = kills < killsOfOne && random() < 0.7 ? Math.floor(random() * longestLifeMs) : undefined;
    const end = await live(watch, { ...now, seed: order.seed * 10 + kills }, killAfterMs);
    if (end === "settled") return;
    if (end === "failed") throw new Error("A life of the host failed.");
    watch.kills += 1;
    now = goingOn(order);
  }
}

/** The life after one that was killed while it changed the key. */
function goingOn({ path: file, key, rotateTo, encrypt, seed }: RotationOrder): RotationOrder {
  return { path: file, key: rotateTo ?? key, formerKeys: [key], encrypt, seed };
}

/** One life of the host. @param killAfterMs counted from the beginning of the change */
async function live(
  watch: Watch,
  order: RotationOrder,
  killAfterMs: number | undefined,
): Promise<"settled" | "killed" | "failed"> {
  watch.lives += 1;
  const child = fork(program, {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ROTATION_LIFE: JSON.stringify(order) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let end: "settled" | "killed" | "failed" = "failed";
  child.on("message", (message) => {
    const told = message as RotationNews;
    if (told.news === "opened") compare(watch, told.versions);
    else if (told.news === "acknowledged") watch.acknowledged[told.row] = told.version;
    else if (told.news === "settled") {
      end = "settled";
      watch.reads += told.reads;
      watch.rewritten += told.rows + told.files;
    } else if (killAfterMs !== undefined) {
      void wait(killAfterMs).then(() => {
        if (end === "failed" && child.kill("SIGKILL")) end = "killed";
      });
    }
  });
  await gone;
  return end;
}

/** What was acknowledged is there; at most the commit that was under way is newer. */
function compare({ acknowledged, problems }: Watch, versions: readonly number[]): void {
  for (const [row, version] of versions.entries()) {
    const known = acknowledged[row] ?? 0;
    if (version < known || version > known + 1) {
      problems.push(`row ${row} is at version ${version}, ${known} was acknowledged`);
    }
    acknowledged[row] = version;
  }
}

/** All former keys are refused, and nothing in any file is readable or names one of them. */
async function lookFromOutside(
  folder: string,
  store: string,
  used: readonly string[],
  encrypt: RotationOrder["encrypt"],
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const key of used.slice(0, -1)) {
    const code = await sqlite({ path: store, key })
      .open()
      .then(() => "nothing", codeOf);
    if (code !== "STORE_KEY_WRONG") problems.push(`a former key was answered with ${code}`);
  }
  const bytes = bytesBelow(folder);
  if (encrypt === "everything" && bytes.includes(planted)) problems.push("words are readable in the bytes");
  return problems;
}

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown }).code);
}

function bytesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");
}

function report({ problems, kills, lives, reads, rewritten }: Watch, rotations: number): number {
  for (const problem of problems) say(`FAILED ${problem}`);
  say(`${rotations} changes of the key in ${lives} lives, ${kills} of them ended by SIGKILL`);
  say(`${reads} reads of ${rowCount} rows and their files meanwhile, ${rewritten} rows and files written anew`);
  say(`${rotations - Math.min(rotations, problems.length)} passed, ${problems.length} failed`);
  return problems.length;
}

function newKey(): string {
  return randomBytes(32).toString("base64");
}

function say(line: string): void {
  console.log(line);
}
