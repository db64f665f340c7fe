import { CallwrightError } from "../errors/index.ts";
import type { RunId } from "../ports/identity.ts";

/** Largest snapshot of a run, in bytes of JSON. */
const maxSnapshotBytes = 64 * 1024;
/** Largest event or effect result in the journal, in bytes of JSON. */
const maxEventBytes = 16 * 1024;

/** Refuses a snapshot that is too large to be written at every event. */
export function checkSnapshotSize(run: RunId, snapshot: string): void {
  const bytes = Buffer.byteLength(snapshot);
  if (bytes <= maxSnapshotBytes) return;
  throw new CallwrightError("SNAPSHOT_TOO_LARGE", {
    run,
    bytes,
    limitBytes: maxSnapshotBytes,
    path: largestPath(JSON.parse(snapshot)),
  });
}

/** Refuses an event that is too large for the journal. */
export function checkEventSize(run: RunId, event: unknown): void {
  const bytes = Buffer.byteLength(toText(event));
  if (bytes <= maxEventBytes) return;
  throw new CallwrightError("RESULT_TOO_LARGE", { run, bytes, limitBytes: maxEventBytes, path: largestPath(event) });
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
  return path.join(".") || "(the value itself)";
}
