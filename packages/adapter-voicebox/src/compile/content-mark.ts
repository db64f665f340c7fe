import { createHash } from "node:crypto";
import type { ScenarioDocument } from "./scenario-document.ts";

/** The parts of a scenario that we publish. The vendor's own (campaign, share link, dates) are left as they are. */
export const ownParts = [
  "id",
  "name",
  "type",
  "customVariables",
  "settings",
  "states",
] as const satisfies readonly (keyof ScenarioDocument)[];

const markPattern = /callwright \d+ ([0-9a-f]{64})/;

/** SHA-256 of the parts of a scenario that we publish, the comment excepted. The order of keys does not matter. */
export function contentHash(document: Readonly<Partial<Record<(typeof ownParts)[number], unknown>>>): string {
  const parts = Object.fromEntries(ownParts.map((part) => [part, document[part]]));
  return createHash("sha256").update(canonicalJson(parts), "utf8").digest("hex");
}

/** What the comment of a published scenario says: who published it, in which format of this compiler, and the hash of the rest. */
export function contentMark(hash: string): string {
  return `callwright 1 ${hash}`;
}

/** The hash that a comment carries. */
export function readMark(comment: unknown): string | undefined {
  return typeof comment === "string" ? markPattern.exec(comment)?.[1] : undefined;
}

/** The comment with a new mark; other words that people wrote there stay. */
export function renewMark(comment: unknown, mark: string): string {
  return typeof comment === "string" && markPattern.test(comment) ? comment.replace(markPattern, mark) : mark;
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  );
}
