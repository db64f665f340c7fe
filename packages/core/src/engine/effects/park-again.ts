import type { RunRow } from "../../ports/rows.ts";
import type { RunChange } from "../reactions.ts";
import type { Work } from "../work.ts";

/** Parks a run that goes on although another of its effects waits for a person: at that one, so that it is seen and can be tried again. */
export function parkAgain({ before, after }: RunChange, work: Work): Promise<void> | undefined {
  return before?.status === "parked" && after.status === "running" ? parkAtEffect(after, work) : undefined;
}

async function parkAtEffect(run: RunRow, work: Work): Promise<void> {
  for (const key of Object.values(run.open)) {
    const effect = await work.read("effects", key);
    if (effect?.state !== "parked" || effect.error === null) continue;
    await work.parkRun(run.id, { ...effect.error, effect: key });
    return;
  }
}
