import { readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { isRunning, thisProcess } from "../lock-owner.ts";

/** What a copy is made with on the way: files that are held on to, beside the store; the unfinished copy, beside its target. */
export type Scaffold = "held" | "part";

/** A name for a process's scaffold beside a file. */
export function scaffoldName(file: string, kind: Scaffold, tag: string): string {
  const { pid, startedAt } = thisProcess();
  const start = (startedAt ?? "").replaceAll("-", "_").replace(":", ".");
  return `${file}.${kind}-${pid}-${start}-${tag}`;
}

/** Removes what a process that died while it made a copy left beside a file: what was erased since must not stay there. */
export function clearScaffold(file: string, kind: Scaffold): void {
  const prefix = `${basename(file)}.${kind}-`;
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(prefix)) continue;
    // In a container each process may have the same id as the one before: its start tells them apart.
    const [id, start = ""] = name.slice(prefix.length).split("-");
    const pid = Number(id);
    const startedAt = start === "" ? null : start.replaceAll("_", "-").replace(".", ":");
    const isInUse = Number.isInteger(pid) && pid > 0 && isRunning({ pid, host: hostname(), startedAt });
    if (!isInUse) rmSync(join(dirname(file), name), { recursive: true, force: true });
  }
}
