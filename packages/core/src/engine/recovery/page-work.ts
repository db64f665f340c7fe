import { isCallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import { breathe } from "../breathe.ts";

/** Takes one page of something. @returns whether more may be left */
export type PageTask = () => Promise<boolean>;

/** Work that goes on page by page. */
export interface PageWork {
  /** Resolves when nothing is left, or it was stopped. */
  readonly done: Promise<void>;
  /** Begins no further page and waits for the one under way. */
  stop(): Promise<void>;
}

const tryAgainMs = 1_000;
const longestWaitMs = 60_000;

/**
 * Does tasks one after the other, a page at a turn of the event loop, so that everything else goes on between the pages. A page
 * that fails is tried again later.
 */
export function workInPages(
  { clock, logger }: { readonly clock: ClockPort; readonly logger: LoggerPort },
  tasks: readonly PageTask[],
): PageWork {
  const stopped = new AbortController();
  let wake: () => void = () => undefined;
  const wait = (durationMs: number) =>
    new Promise<void>((resolve) => {
      const cancel = clock.at(clock.now() + durationMs, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  const page = async (task: PageTask): Promise<boolean> => {
    const release = clock.hold();
    try {
      await breathe();
      return stopped.signal.aborted ? false : await task();
    } finally {
      release();
    }
  };
  const patiently = async (task: PageTask): Promise<boolean> => {
    for (let waitMs = tryAgainMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
      try {
        return await page(task);
      } catch (error) {
        if (stopped.signal.aborted) return false;
        const code = isCallwrightError(error) ? error.code : "unknown";
        logger.error({ code }, "a page of work in the background failed; it is tried again");
        await wait(waitMs);
      }
    }
  };
  const done = (async () => {
    for (const task of tasks) while (await patiently(task));
  })();
  return {
    done,
    stop() {
      stopped.abort();
      wake();
      return done;
    },
  };
}
