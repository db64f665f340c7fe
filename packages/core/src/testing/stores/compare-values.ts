import type { IndexValue } from "../../adapter-kit/query-plan.ts";

/** Order of values in an index: `null`, then numbers, then texts by code point. */
export function compareValues(left: IndexValue, right: IndexValue): number {
  if (left === right) return 0;
  if (typeof left === "string" && typeof right === "string") return compareTexts(left, right);
  if (typeof left === "number" && typeof right === "number") return left - right;
  return rank(left) - rank(right);
}

function rank(value: IndexValue): number {
  if (value === null) return 0;
  return typeof value === "number" ? 1 : 2;
}

/** JavaScript compares texts by UTF-16 unit, which puts U+10000 and above before U+E000; databases compare by code point. */
function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return weight(a) - weight(b);
  }
  return left.length - right.length;
}

function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
