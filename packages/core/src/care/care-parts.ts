import type { PersonBook } from "../dialing/index.ts";
import type { RunEngine, Work } from "../engine/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { BlobRefRow, JobRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";

/** What care of data works with. */
export interface CareParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly runs: CaredRuns;
  readonly persons: PersonBook;
  /** ISO 3166 code for numbers that are written without the one of their country. */
  readonly country: string | undefined;
  /** Takes away what blobs were kept for; those that nobody needs go, with their files. @returns how many went */
  readonly removeRefs: (refs: readonly BlobRefRow[]) => Promise<number>;
  /** Ends a job that goes on. Absent where no engine is at work that could tell anybody. */
  readonly cancelJob?: (job: JobRow, work: Work) => Promise<void>;
}

/** What care needs of the engine of runs. */
export type CaredRuns = Pick<
  RunEngine,
  "inLane" | "removeLane" | "removeStill" | "settleBlobs" | "observers" | "budgets" | "compact" | "onDamaged"
>;
