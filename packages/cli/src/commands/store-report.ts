import type { CheckReport } from "@callwright/core";

/** A check in lines: what was read, then each finding. */
export function checkText({ ok, rows, files, fileBytes, unopened, findings, found }: CheckReport): string {
  const counts = Object.entries(rows).filter(([, count]) => count > 0);
  const read = counts.map(([table, count]) => `${table} ${count}`).join(", ");
  const lines = [`rows: ${read === "" ? "none" : read}`, `files: ${files}, ${fileBytes} bytes`];
  if (unopened > 0) lines.push(`${unopened} rows hold secrets that were not opened: no key was given`);
  lines.push(ok ? "nothing is damaged" : `damaged: ${found}`);
  for (const { message } of findings) lines.push(`- ${message}`);
  if (found > findings.length) lines.push(`- and ${found - findings.length} more`);
  return `${lines.join("\n")}\n`;
}
