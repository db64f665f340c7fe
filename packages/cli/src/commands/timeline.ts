import { readTimeline, timelineText, type TimelineLocale } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { withStore, type StoreChoice } from "../load/open-store.ts";
import { UsageError } from "../usage-error.ts";

/** How a timeline is written. */
export interface TimelineCommandOptions extends StoreChoice {
  readonly locale?: string | undefined;
  readonly json?: boolean | undefined;
}

const locales: readonly TimelineLocale[] = ["ru", "uk", "pl", "en"];

/** Writes what happened in a run, or in all attempts of a call. Holds no personal data. */
export async function timeline(id: string, options: TimelineCommandOptions, io: CliIo): Promise<number> {
  const locale = localeOf(options.locale);
  const read = await withStore(options, io.cwd, (store) => readTimeline(store, id, { now: Date.now() }));
  if (!read) throw new UsageError(`The store has no run and no call "${id}".`);
  io.write(`${options.json ? JSON.stringify(read) : timelineText(read, locale)}\n`);
  return 0;
}

function localeOf(given = "en"): TimelineLocale {
  const locale = locales.find((one) => one === given);
  if (locale) return locale;
  throw new UsageError(`--locale must be one of ${locales.join(", ")}, not "${given}".`);
}
