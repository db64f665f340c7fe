import { sqlite } from "@callwright/adapter-sqlite";
import type { AttemptRow, EffectRow, JobRow, JournalRow, RunRow, StorePort } from "@callwright/core/ports";

/** Everything the checks look at, read from the store while no host runs. */
export interface StoreView {
  readonly jobs: readonly JobRow[];
  readonly runs: readonly RunRow[];
  readonly effects: readonly EffectRow[];
  readonly attempts: readonly AttemptRow[];
  readonly journal: readonly JournalRow[];
}

/** Effects that must not be done twice. */
export const atMostOnce: readonly string[] = ["voice.launch", "crm.fireTrigger"];

/** Reads the whole store. Takes and gives back its lock. */
export async function readStore(path: string, key: string): Promise<StoreView> {
  return whileOpen(path, key, async (store) => ({
    jobs: await store.find("jobs", { limit: 10_000 }),
    runs: await store.find("runs", { limit: 10_000 }),
    effects: await store.find("effects", { limit: 10_000 }),
    attempts: await store.find("attempts", { limit: 10_000 }),
    journal: await store.find("journal", { limit: 10_000 }),
  }));
}

/** The effects that were under way when the host died. */
export async function effectsInFlight(path: string, key: string, now: number): Promise<readonly EffectRow[]> {
  return whileOpen(path, key, async (store) => [
    ...(await store.find("effects", { where: { state: "started" }, limit: 10_000 })),
    ...(await store.find("effects", {
      where: { state: "pending" },
      upTo: { field: "dueAt", value: now },
      limit: 10_000,
    })),
  ]);
}

async function whileOpen<Result>(
  path: string,
  key: string,
  task: (store: StorePort) => Promise<Result>,
): Promise<Result> {
  const store = sqlite({ path, key });
  await store.open();
  try {
    return await task(store);
  } finally {
    await store.close();
  }
}
