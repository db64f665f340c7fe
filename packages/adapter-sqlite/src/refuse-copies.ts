import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { CallwrightError } from "@callwright/core/adapter-kit";

/**
 * Tells of copies that were kept beside a store when its schema was brought up to date: they hold what was deleted since.
 *
 * @throws `STORE_FAILED` when there is one
 */
export function refuseCopies(path: string): void {
  if (path === ":memory:") return;
  const begin = `${basename(path)}.schema-`;
  const copies = readdirSync(dirname(path)).filter((name) => name.startsWith(begin) && name.endsWith(".bak"));
  if (copies.length === 0) return;
  const reason = `the copy of before a new schema stands beside it (${copies.join(", ")}) and holds it still: remove it when it is not needed any more`;
  throw new CallwrightError("STORE_FAILED", { path, reason });
}
