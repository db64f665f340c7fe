import { isCallwrightError } from "../errors/index.ts";
import type { ClockPort } from "../ports/clock.ts";

/** How an engine stands at a moment, told without asking its store. */
export interface EnginePulse {
  /** What a former process left is still being taken up; events are served meanwhile. */
  readonly recovering: boolean;
  /** Work that was taken and has not ended, and how much of it there may be. */
  readonly waiting: { readonly count: number; readonly limit: number };
  /** Effects that this process has in hand, and those that wait here for their time. */
  readonly effects: { readonly inHand: number; readonly scheduled: number };
  /** When something was last written; `null`: not yet. */
  readonly lastCommitAt: number | null;
  /** Why nothing can be written, since when, and when that was last tried; `null`: the last transaction was written, or there was none. */
  readonly failing: { readonly code: string; readonly since: number; readonly triedAt: number } | null;
}

/** Notes how the transactions of an engine come out. */
export class CommitPulse {
  readonly #clock: Pick<ClockPort, "now">;
  lastCommitAt: EnginePulse["lastCommitAt"] = null;
  failing: EnginePulse["failing"] = null;

  constructor(clock: Pick<ClockPort, "now">) {
    this.#clock = clock;
  }

  note(failure: unknown): void {
    const now = this.#clock.now();
    // That one batch may not be written says nothing of the store.
    if (failure === undefined || isCallwrightError(failure, "STORE_CONFLICT")) {
      this.lastCommitAt = now;
      this.failing = null;
      return;
    }
    const code = isCallwrightError(failure) ? failure.code : "STORE_FAILED";
    this.failing = { code, since: this.failing?.since ?? now, triedAt: now };
  }
}
