import type { AccountId } from "../ports/identity.ts";
import type { CareParts } from "./care-parts.ts";
import { toKeepMs, toRetentionSettings, type KeepMs, type RetentionSettings } from "./retention-settings.ts";

/** Says how long an account keeps its data, where that is not what the engine's settings say; `null` takes it all back. @throws INPUT_INVALID */
export async function setRetention(
  { runs }: Pick<CareParts, "runs">,
  account: AccountId,
  given: RetentionSettings | null,
): Promise<void> {
  const keepMs = given === null ? {} : toKeepMs(given);
  await runs.inLane(`retention-${account}`, async (work) => {
    const known = await work.read("retentions", account);
    work.put("retentions", { id: account, account, keepMs, doneUpTo: known?.doneUpTo ?? {} });
  });
}

/** How long an account keeps its data: what it says itself, else what the engine's settings say. */
export async function readRetention(
  { store }: Pick<CareParts, "store">,
  account: AccountId,
  settings: KeepMs,
): Promise<RetentionSettings> {
  const own = await store.read("retentions", account);
  return toRetentionSettings({ ...settings, ...own?.keepMs });
}
