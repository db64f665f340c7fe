import type { Account } from "../../composition/account.ts";
import type { RobotDefinition } from "../../define/index.ts";
import type { RunId } from "../../ports/identity.ts";
import type { CapturedRun } from "./captured-run.ts";
import { maskRun } from "./mask-run.ts";
import { toCapturedRun } from "./to-captured-run.ts";

/** How a run is captured. */
export interface CaptureOptions {
  /** `false`: personal data stay as they are. Default: they are masked. */
  readonly masked?: boolean;
}

/**
 * The dialog of a run out of an engine, without personal data.
 *
 * Shape: `definition` is the version that the run is of; it says which values are personal, and puts the reports of a hosted dialog in order.
 * @throws CallwrightError `RUN_UNKNOWN`; Error when the run is of another robot or version
 */
export async function captureRun(
  account: Pick<Account, "run" | "journal" | "findCall">,
  id: RunId,
  definition: RobotDefinition,
  { masked = true }: CaptureOptions = {},
): Promise<CapturedRun> {
  const run = await account.run(id);
  const rows = await account.journal(id);
  const job = run.job === null ? undefined : await (await account.findCall(run.job))?.status();
  const captured = toCapturedRun(rows, run, definition, job);
  if (captured.robot !== definition.id || captured.version !== definition.version) {
    const was = `${captured.robot}@${captured.version}`;
    throw new Error(
      `Run ${id} is of ${was}, not of ${definition.id}@${definition.version}. Give the version that it is of.`,
    );
  }
  return masked ? maskRun(captured, definition) : captured;
}
