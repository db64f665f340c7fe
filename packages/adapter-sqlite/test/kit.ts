import { spawn, spawnSync, type ChildProcessByStdio } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { loadDriver } from "../src/load-driver.ts";

/** 32 bytes, not random so that a failing test can be looked at. */
export const key = Buffer.alloc(32, 7).toString("base64");

/** A folder that goes with the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "callwright-sqlite-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** All bytes of a folder's files, by name; empty files and the shared-memory file are left out: they hold no data. */
export function bytesIn(path: string): Readonly<Record<string, string>> {
  const names = readdirSync(path).filter((name) => !name.endsWith("-shm"));
  const files = names.map((name) => [name, readFileSync(join(path, name)).toString("latin1")] as const);
  return Object.fromEntries(files.filter(([, bytes]) => bytes !== ""));
}

/** Runs SQL beside the store, as a person with a database tool would. @returns what closes that tool. */
export async function edit(path: string, sql: string): Promise<() => void> {
  const driver = (await loadDriver())(path);
  driver.exec(sql);
  return () => driver.close();
}

/** The text of a connection's row as it stands in the file. */
export async function rowText(path: string, id: string): Promise<string> {
  const driver = (await loadDriver())(path);
  const found = driver.statement("SELECT row FROM connections WHERE id = ?").get([id]);
  driver.close();
  return String(found?.["row"]);
}

/** A process id that was in use and is free again. */
export function deadPid(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

/** A process of a test. */
export interface Program {
  readonly pid: number;
  /** The next line it prints; `undefined` when it has ended. */
  line(): Promise<string | undefined>;
  tell(line: string): void;
  /** Ends it at once and gives the lines it had printed that were not read. */
  kill(): Promise<readonly string[]>;
}

/** Starts a program of `test/programs`; it ends with the test. */
export function start(name: string, args: readonly string[]): Program {
  const file = fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ["--conditions=source", "--import", "tsx", file, ...args],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string | undefined> => {
    const next = await lines.next();
    return next.done ? undefined : next.value;
  };
  return {
    pid: child.pid ?? 0,
    line,
    tell: (text) => void child.stdin.write(`${text}\n`),
    async kill() {
      child.kill("SIGKILL");
      const rest: string[] = [];
      for (let text = await line(); text !== undefined; text = await line()) rest.push(text);
      await ended;
      return rest;
    },
  };
}
