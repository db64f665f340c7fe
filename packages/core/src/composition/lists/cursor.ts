import { createHash } from "node:crypto";
import { canonicalJson } from "../../define/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { Json } from "../../ports/identity.ts";

/** A part of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Give it as `after` to get the next part; `null` at the end. Holds the place alone: it may be kept and used later. */
  readonly next: string | null;
}

/** Values that tell the place of a row in an order. */
export type Place = readonly (string | number)[];

/** Which list a cursor belongs to: its name and everything that decides which rows it has and their order. */
export interface ListScope {
  readonly list: string;
  readonly query: Json;
}

/** A place in a list as text. */
export function toCursor(scope: ListScope, place: Place): string {
  return Buffer.from(JSON.stringify([digestOf(scope), ...place])).toString("base64url");
}

/** The place that a cursor tells. @throws LIST_INVALID for a text that is none, or one of another list */
export function fromCursor(scope: ListScope, cursor: string): Place {
  const [digest, ...place] = parse(cursor);
  const isPlace = place.length > 0 && place.every((value) => typeof value === "string" || Number.isFinite(value));
  if (digest === digestOf(scope) && isPlace) return place as Place;
  const reason = `"after" is no cursor of it. Give the "next" of a page that was asked for in the same way`;
  throw new CallwrightError("LIST_INVALID", { list: scope.list, reason });
}

/** How many rows a page may have. @throws LIST_INVALID */
export function pageLimit(list: string, limit = 100): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= maxLimit) return limit;
  throw new CallwrightError("LIST_INVALID", { list, reason: `"limit" must be a whole number from 1 to ${maxLimit}` });
}

const maxLimit = 1_000;

function parse(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  } catch {
    return [];
  }
}

function digestOf({ list, query }: ListScope): string {
  return createHash("sha256")
    .update(canonicalJson([list, query]))
    .digest("base64url")
    .slice(0, 8);
}
