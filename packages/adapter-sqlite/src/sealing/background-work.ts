import { setTimeout as wait } from "node:timers/promises";
import { CallwrightError } from "@callwright/core/adapter-kit";
import type { SealingReport } from "@callwright/core/ports";
import { toStoreError } from "../to-store-error.ts";

/** One try: gives a report when everything is done, `undefined` when it gave up because something newer has begun or the store is closed. */
export type Attempt = () => Promise<SealingReport | undefined>;

/** Work that goes on beside a store's other work until it is done, is superseded, or the store is closed. */
export interface BackgroundWork {
  readonly isStopped: boolean;
  /** Code of the error that the last try ended with; `null`: it did not. */
  readonly problem: string | null;
  /** Begins work that takes the place of what was begun before. It is tried again after an error that may go by itself. */
  begin(attempt: Attempt): void;
  /** Resolves when what was begun last is done. @throws `STORE_CLOSED`, or the error that does not go by itself */
  settled(): Promise<SealingReport>;
  /** Waits, but not for longer than until the store is closed. */
  readonly pause: (ms: number) => Promise<void>;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

const firstPauseMs = 100;
const longestPauseMs = 30_000;

/** The background work of one store. @param path the store's name, for messages */
export function createBackgroundWork(path: string): BackgroundWork {
  const end = new AbortController();
  let problem: string | null = null;
  let work: Promise<SealingReport | undefined> = Promise.resolve({ rows: 0, files: 0, unreadable: 0 });
  const pause = (ms: number) => wait(ms, undefined, { signal: end.signal }).catch(() => undefined);
  const tryOn = async (attempt: Attempt): Promise<SealingReport | undefined> => {
    for (let pauseMs = firstPauseMs; !end.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        const report = await attempt();
        problem = null;
        return report;
      } catch (error) {
        // After a full disk or a lock there is time: everything is readable as it stands.
        const told = toStoreError(path, error);
        problem = told.code;
        if (told.retry === "never") throw told;
        await pause(pauseMs);
      }
    }
    return undefined;
  };
  return {
    get isStopped() {
      return end.signal.aborted;
    },
    get problem() {
      return problem;
    },
    begin(attempt) {
      // What was begun before gives up by itself; until then it may still be writing a file, and must not be the last to do so.
      work = work.catch(() => undefined).then(() => tryOn(attempt));
      work.catch(() => undefined);
    },
    async settled() {
      for (;;) {
        const awaited = work;
        const report = await awaited;
        if (end.signal.aborted) throw new CallwrightError("STORE_CLOSED", { path });
        if (report && awaited === work) return report;
      }
    },
    pause,
    async stop() {
      end.abort();
      await work.catch(() => undefined);
    },
  };
}
