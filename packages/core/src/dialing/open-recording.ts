import { keepForRun } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { AccountId, RunId } from "../ports/identity.ts";
import type { DialingParts } from "./dialing-parts.ts";

/** Where the recording of an attempt is found. */
export interface RecordingPlace {
  readonly account: AccountId;
  readonly attempt: RunId;
  /** The vendor's address. */
  readonly url: string;
}

const defaultMediaType = "audio/wav";

/**
 * The recording of an attempt. Where recordings are kept it is fetched from the vendor once, and from then on read here.
 *
 * @throws RUN_UNKNOWN when the attempt is gone, RECORDING_UNAVAILABLE, RECORDING_TOO_LARGE and BLOB_TOO_LARGE
 */
export async function openRecording(
  { ports, recordings, runs }: DialingParts,
  { account, attempt, url }: RecordingPlace,
): Promise<ReadableStream<Uint8Array>> {
  const fetch = () => ports.voice().openRecording(account, attempt, url);
  if (recordings === "pass") return fetch();
  const engine = runs();
  const blobs = engine.blobs.reader(account);
  const known = await engine.blobs.findRef(attempt, "recording");
  if (known) return blobs.open(known.blob);
  const run = await engine.findRun(attempt);
  if (run?.account !== account) throw new CallwrightError("RUN_UNKNOWN", { run: attempt });
  const mediaType = run.facts?.recording?.mediaType ?? defaultMediaType;
  return blobs.open(await keepForRun(engine, run, "recording", await fetch(), { mediaType }));
}
