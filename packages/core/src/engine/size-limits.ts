import { CallwrightError, safePath } from "../errors/index.ts";
import type { RunId } from "../ports/identity.ts";

/** Largest snapshot of a run, in bytes of JSON. */
const maxSnapshotBytes = 64 * 1024;
/** Largest row of a host's table, in bytes of JSON. */
const maxRecordBytes = 64 * 1024;
/** Largest event or effect result in the journal, in bytes of JSON. */
const maxEventBytes = 16 * 1024;

/** Refuses a snapshot that is too large to be written at every event. */
export function checkSnapshotSize(run: RunId, snapshot: string): void {
  if (snapshot.length * mostBytesPerChar <= maxSnapshotBytes) return;
  const bytes = Buffer.byteLength(snapshot);
  if (bytes <= maxSnapshotBytes) return;
  throw new CallwrightError("SNAPSHOT_TOO_LARGE", {
    run,
    bytes,
    limitBytes: maxSnapshotBytes,
    path: largestPath(JSON.parse(snapshot)),
  });
}

/** Refuses an input of a run or of an effect that is too large to be kept. */
export function checkInputSize(run: RunId, input: unknown): void {
  if (!surelyFits(input, maxSnapshotBytes)) checkSnapshotSize(run, JSON.stringify(input));
}

/** Refuses a row of a host's table that is too large to be kept in one. */
export function checkRecordSize(table: string, row: unknown): void {
  if (surelyFits(row, maxRecordBytes)) return;
  const bytes = Buffer.byteLength(toText(row));
  if (bytes <= maxRecordBytes) return;
  throw new CallwrightError("RECORD_TOO_LARGE", {
    table,
    bytes,
    limitBytes: maxRecordBytes,
    path: largestPath(row),
  });
}

/** Refuses an event that is too large for the journal. */
export function checkEventSize(run: RunId, event: unknown): void {
  if (surelyFits(event, maxEventBytes)) return;
  const bytes = Buffer.byteLength(toText(event));
  if (bytes <= maxEventBytes) return;
  throw new CallwrightError("RESULT_TOO_LARGE", { run, bytes, limitBytes: maxEventBytes, path: largestPath(event) });
}

/** Of UTF-8, for one unit of UTF-16. */
const mostBytesPerChar = 3;
/** As JSON may escape it: \u0000. */
const mostBytesPerEscapedChar = 6;
const mostBytesPerNumber = 25;

/** Whether a value fits for certain, found without making its text: most are far below the limit. */
function surelyFits(value: unknown, limitBytes: number): boolean {
  return bytesLeft(value, limitBytes) >= 0;
}

function bytesLeft(value: unknown, left: number): number {
  switch (typeof value) {
    case "string":
      return left - 2 - value.length * mostBytesPerEscapedChar;
    case "number":
    case "boolean":
    case "undefined":
      return left - mostBytesPerNumber;
    case "object":
      return value === null ? left - mostBytesPerNumber : bytesLeftOf(value, left - 2);
    default:
      return -1;
  }
}

function bytesLeftOf(value: object, left: number): number {
  // What makes its own JSON may be of any size.
  if ("toJSON" in value) return -1;
  let rest = left;
  for (const name of Object.keys(value)) {
    rest = bytesLeft(
      (value as Readonly<Record<string, unknown>>)[name],
      rest - 4 - name.length * mostBytesPerEscapedChar,
    );
    if (rest < 0) return rest;
  }
  return rest;
}

/** Nothing where JSON has nothing for the value. */
function toText(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value);
}

/** Where in a value most of its bytes are: descends while one member holds more than half. */
function largestPath(value: unknown): string {
  const path: string[] = [];
  let here = value;
  while (typeof here === "object" && here !== null) {
    const whole = JSON.stringify(here).length;
    const largest = Object.entries(here).find(([, member]) => toText(member).length > whole / 2);
    if (!largest) break;
    path.push(largest[0]);
    here = largest[1];
  }
  return safePath(path) || "(the value itself)";
}
