import { isCallwrightError } from "../errors/index.ts";
import type { CareParts } from "./care-parts.ts";
import type { ErasureTally } from "./erasure-report.ts";

/** Has the store overwrite what was removed. */
export async function scrub({ store, cancelJob }: CareParts, tally: Pick<ErasureTally, "gaps">): Promise<void> {
  try {
    await store.scrub?.({ mayBlock: cancelJob === undefined });
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    tally.gaps.push({ where: store.name, why: `bytes of what was removed may be left: ${error.message}` });
  }
}
