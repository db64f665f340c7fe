import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Which process owns a store. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Boot of the host and tick at which the process started; `null` where the system does not tell. Tells a reused pid. */
  readonly startedAt: string | null;
}

/** This process. */
export function thisProcess(): LockOwner {
  const known = lookAt(process.pid);
  return { pid: process.pid, host: hostname(), startedAt: known?.startedAt ?? null };
}

/** Whether the owner runs, as far as this host can tell; a process of another host counts as running. */
export function isRunning(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  if (!isPidTaken(owner.pid)) return false;
  const known = lookAt(owner.pid);
  if (!known) return true;
  return !known.dead && (owner.startedAt === null || known.startedAt === owner.startedAt);
}

function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return (error as { readonly code?: unknown }).code !== "ESRCH";
  }
}

/** What Linux tells about a process; `undefined` elsewhere. */
function lookAt(pid: number): { readonly startedAt: string; readonly dead: boolean } | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in parentheses and may itself hold spaces and parentheses (proc_pid_stat(5)):
    // the state follows the last of them, and field 22, the start in ticks since boot, is the twentieth from there.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const state = fields[0];
    const ticks = fields[19];
    if (state === undefined || ticks === undefined) return undefined;
    // A zombie has ended; only its parent has not asked yet.
    return { startedAt: `${boot}:${ticks}`, dead: state === "Z" || state === "X" };
  } catch {
    return undefined;
  }
}
