import { CallwrightError } from "../../errors/index.ts";
import type { BlobContent, BlobRef } from "../../ports/blobs.ts";
import type { RunId } from "../../ports/identity.ts";
import type { BlobUse } from "../../ports/rows.ts";
import type { RunEngine } from "../run-engine.ts";
import { laneOf } from "../run-ids.ts";
import type { ContentSettings } from "./gather-content.ts";

/**
 * Keeps a large value for a run. Resolves when it is durable.
 *
 * @throws BLOB_TOO_LARGE, RUN_UNKNOWN for a run that is not there (any more), and what the content's stream fails with
 */
export async function keepForRun(
  engine: Pick<RunEngine, "blobs" | "inLane">,
  run: { readonly id: RunId; readonly account: string },
  use: Exclude<BlobUse, "draft">,
  content: BlobContent,
  settings: ContentSettings,
): Promise<BlobRef> {
  const prepared = await engine.blobs.prepare(run.account, content, settings);
  try {
    await engine.inLane(laneOf(run.id), async (work) => {
      // Erased while it was read: then nothing of it may stay.
      if (!(await work.read("runs", run.id))) throw new CallwrightError("RUN_UNKNOWN", { run: run.id });
      prepared.nameIn(work, run.id, use);
    });
  } finally {
    await prepared.release();
  }
  return prepared.ref;
}
