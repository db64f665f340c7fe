import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { CallwrightError } from "@callwright/core/adapter-kit";
import { isRunning, thisProcess, type LockOwner } from "./lock-owner.ts";

/** Ownership of a store, held. */
export interface OwnerLock {
  /** Gives it up; does nothing when it is not ours any more. */
  release(): void;
}

/** What an owner's lock is taken on. */
export interface LockTarget {
  /** The lock file. */
  readonly file: string;
  /** The store's path as its user knows it, for messages. */
  readonly store: string;
  /** Runs a function while no other process runs one for the same store; the system ends this with the process. */
  readonly exclusively: <Result>(action: () => Result) => Result;
}

const maxTries = 20;

/**
 * Takes ownership of a store by a lock file that names this process.
 *
 * A lock is complete from the moment it is there, and is replaced, never removed, when its process is dead. Two that find the
 * same dead owner are put in a row by `exclusively`, and the second one looks again.
 *
 * @throws `STORE_LOCKED` while another process owns it.
 */
export function acquireOwnerLock({ file, store, exclusively }: LockTarget): OwnerLock {
  const mine = JSON.stringify({ ...thisProcess(), at: Date.now(), id: randomUUID() });
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, mine, { flag: "wx", flush: true });
    for (let tries = 0; tries < maxTries; tries += 1) {
      if (create(draft, file, mine)) return toLock(file, mine);
      const found = readLock(file);
      if (found === undefined) continue;
      refuseIfRunning(found, file, store);
      const taken = exclusively(() => {
        if (readLock(file) !== found) return false;
        renameSync(draft, file);
        return true;
      });
      if (taken) return toLock(file, mine);
    }
    throw new CallwrightError("STORE_LOCKED", { path: store, owner: "processes that come and go" });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Puts the lock in place, complete, if there is none. */
function create(draft: string, file: string, text: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
  }
  // A file system without hard links: here another process may see the lock before its text.
  try {
    writeFileSync(file, text, { flag: "wx", flush: true });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function toLock(file: string, mine: string): OwnerLock {
  return {
    release() {
      if (readLock(file) === mine) rmSync(file, { force: true });
    },
  };
}

function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function refuseIfRunning(text: string, file: string, store: string): void {
  const owner = parseOwner(text);
  if (!owner) {
    const who = `an unknown process (its lock file ${file} cannot be read: delete it if no process uses the store)`;
    throw new CallwrightError("STORE_LOCKED", { path: store, owner: who });
  }
  if (isRunning(owner)) {
    throw new CallwrightError("STORE_LOCKED", { path: store, owner: `process ${owner.pid} on host ${owner.host}` });
  }
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof LockOwner, unknown>> | null;
    const { pid, host, startedAt = null } = value ?? {};
    if (typeof pid !== "number" || !Number.isInteger(pid) || pid < 1 || typeof host !== "string") return undefined;
    return { pid, host, startedAt: typeof startedAt === "string" ? startedAt : null };
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | null)?.code;
}
