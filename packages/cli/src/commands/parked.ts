import { readParked, type ParkedRun } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { withStore, type StoreChoice } from "../load/open-store.ts";
import { toTable } from "../to-table.ts";
import { UsageError } from "../usage-error.ts";

/** Which parked runs are listed. */
export interface ParkedOptions extends StoreChoice {
  readonly account?: string | undefined;
  readonly code?: string | undefined;
  readonly flow?: string | undefined;
  readonly limit?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Lists the runs of a store that wait for a person. Holds no personal data. */
export async function parked(options: ParkedOptions, io: CliIo): Promise<number> {
  const { account, code, flow } = options;
  const limit = limitOf(options.limit);
  const filter = { ...(account && { account }), ...(code && { code }), ...(flow && { flow }), ...(limit && { limit }) };
  let damaged = 0;
  const runs = await withStore(options, io.cwd, (store) => readParked(store, filter, () => void (damaged += 1)));
  if (options.json) io.write(`${JSON.stringify({ parked: runs })}\n`);
  else io.write(`${toText(runs)}\n`);
  if (damaged > 0) io.warn(`${damaged} damaged rows were left out. Look with: callwright check-store\n`);
  return 0;
}

function toText(runs: readonly ParkedRun[]): string {
  if (runs.length === 0) return "No run waits for a person.";
  const lines = runs.map(({ run, account, flow, code, effect, startedAt }) => [
    new Date(startedAt).toISOString(),
    code,
    effect ?? "",
    flow,
    account,
    run,
  ]);
  return toTable([["started", "code", "at effect", "flow", "account", "run"], ...lines]);
}

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new UsageError("--limit needs a whole number from 1.");
}
