import { isCallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { RunRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { pagesOf } from "../all-rows.ts";
import { compactLane } from "./compact-lane.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { HotRuns } from "../hot-runs.ts";

/** What a compaction did. */
export interface CompactionReport {
  /** Calls and other lanes that were put away, each into one row. */
  readonly lanes: number;
  readonly runs: number;
  /** Rows that are gone. */
  readonly rows: number;
  /** Size of the archives that were written. */
  readonly archiveBytes: number;
  /** Lanes with a run whose time is over that stay as they are: another run of theirs, or their job, goes on, or they cannot be read. */
  readonly left: number;
}

/** What the compactor needs. */
export interface CompactorParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly dispatcher: Dispatcher;
  readonly hot: Pick<HotRuns, "delete">;
  readonly onDamaged: (row: DamagedRow) => void;
}

/** After how many ended runs closed lanes are looked for, and how many are put away then at most. */
const endsPerPass = 200;
/** After how long the next run that ends brings a pass, however few there were. */
const longestRestMs = 24 * 3_600_000;
const pageSize = 200;
const lanesAtOnce = 20;

const nothing: CompactionReport = { lanes: 0, runs: 0, rows: 0, archiveBytes: 0, left: 0 };

/** Puts lanes away in which nothing can change any more. */
export class Compactor {
  readonly #parts: CompactorParts;
  #ends = 0;
  /** Never yet: the first run that ends after a start brings a pass. */
  #lastPassAt = -Infinity;
  /** Where the last pass by itself stopped. A lane that was left there is met again at the run of it that closes last. */
  #cursor: RunRow | undefined;
  #closed = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: CompactorParts) {
    this.#parts = parts;
  }

  /** Counts a run that ended; now and then a pass follows in the background. */
  noteEnd(): void {
    this.#ends += 1;
    const { clock, logger } = this.#parts;
    const now = clock.now();
    if (this.#ends < endsPerPass && now - this.#lastPassAt < longestRestMs) return;
    this.#ends = 0;
    if (now < this.#lastPassAt) this.#cursor = undefined;
    this.#lastPassAt = now;
    this.#inTurn(() => this.#pass(endsPerPass)).catch((error: unknown) => {
      const code = isCallwrightError(error) ? error.code : "unknown";
      logger.warn({ code }, "closed calls could not be put away; tried again later");
    });
  }

  /** Puts away everything that is closed now. */
  compact(): Promise<CompactionReport> {
    return this.#inTurn(() => {
      this.#cursor = undefined;
      return this.#pass(Infinity);
    });
  }

  /** Starts nothing new and waits for the lane that is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running.catch(() => undefined);
  }

  #inTurn<Result>(pass: () => Promise<Result>): Promise<Result> {
    const next = this.#running.then(pass, pass);
    this.#running = next;
    return next;
  }

  async #pass(most: number): Promise<CompactionReport> {
    const { store, clock, onDamaged } = this.#parts;
    const release = clock.hold();
    const seen = new Set<string>();
    let report = nothing;
    try {
      const upTo = { field: "closesAt" as const, value: clock.now() };
      const after = this.#cursor && { after: this.#cursor };
      // Beside calls one lane at a time, so that none of them waits for more; else as many as share a commit well.
      const atOnce = most === Infinity ? lanesAtOnce : 1;
      for await (const page of pagesOf(store, "runs", { upTo, ...after, onDamaged, limit: pageSize })) {
        for (let start = 0; start < page.length; start += atOnce) {
          if (this.#closed || report.lanes >= most) return report;
          const runs = page.slice(start, start + atOnce);
          const lanes = new Set(runs.map(({ lane }) => lane).filter((lane) => !seen.has(lane)));
          for (const lane of lanes) seen.add(lane);
          const done = await Promise.all([...lanes].map((lane) => this.#compact(lane)));
          report = done.reduce(sum, report);
          this.#cursor = runs.at(-1);
        }
      }
      return report;
    } finally {
      release();
    }
  }

  async #compact(lane: string): Promise<CompactionReport> {
    const { store, clock, logger, hot, dispatcher } = this.#parts;
    try {
      const done = await dispatcher.inLane(lane, (work) => compactLane(lane, { store, hot, now: clock.now() }, work));
      if (!done) return { ...nothing, left: 1 };
      return { lanes: 1, runs: done.runs, rows: done.rows, archiveBytes: done.bytes, left: 0 };
    } catch (error) {
      // One lane that cannot be read must not keep the others. A trouble that passes is left to the next pass.
      if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
      logger.error({ lane, code: error.code }, "a closed call could not be put away");
      return { ...nothing, left: 1 };
    }
  }
}

function sum(left: CompactionReport, right: CompactionReport): CompactionReport {
  return {
    lanes: left.lanes + right.lanes,
    runs: left.runs + right.runs,
    rows: left.rows + right.rows,
    archiveBytes: left.archiveBytes + right.archiveBytes,
    left: left.left + right.left,
  };
}
