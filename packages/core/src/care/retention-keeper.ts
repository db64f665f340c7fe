import { isCallwrightError } from "../errors/index.ts";
import { applyRetention } from "./apply-retention.ts";
import type { CareParts } from "./care-parts.ts";
import type { RetentionReport } from "./retention-report.ts";
import type { KeepMs } from "./retention-settings.ts";

/** How often retention is applied by itself, where anything runs at all. */
const everyMs = 24 * 3_600_000;

/** Applies the retention rules now and then, one pass at a time. */
export interface RetentionKeeper {
  /** Applies them now. Puts closed calls away first: journals are taken out of what was put away. */
  apply(): Promise<RetentionReport>;
  /** Starts nothing new and waits for the page that is under way. */
  close(): Promise<void>;
}

/** The keeper of an engine's data. The first run that ends after a start, and one a day later, bring a pass in the background. */
export function createRetentionKeeper(parts: CareParts, keepMs: KeepMs): RetentionKeeper {
  const { clock, logger, runs } = parts;
  let lastAt = -Infinity;
  let isClosed = false;
  let running: Promise<unknown> = Promise.resolve();
  const pass = async (isAsked: boolean) => {
    if (isAsked) await runs.compact();
    return applyRetention(parts, { keepMs, isStopped: () => isClosed });
  };
  const inTurn = (isAsked: boolean): Promise<RetentionReport> => {
    const next = running.then(
      () => pass(isAsked),
      () => pass(isAsked),
    );
    running = next;
    return next;
  };
  const stop = runs.observers.on("run:ended", () => {
    const now = clock.now();
    if (isClosed || now - lastAt < everyMs) return;
    lastAt = now;
    inTurn(false).catch((error: unknown) => {
      const code = isCallwrightError(error) ? error.code : "unknown";
      logger.warn({ code }, "data whose time is over could not be removed; tried again later");
    });
  });
  return {
    apply: () => inTurn(true),
    async close() {
      isClosed = true;
      stop();
      await running.catch(() => undefined);
    },
  };
}
