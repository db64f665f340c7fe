import type { JobStatus } from "../../calls/index.ts";
import { toJobView, type DialingParts } from "../../dialing/index.ts";
import { isCallwrightError } from "../../errors/index.ts";
import type { AccountId, Json } from "../../ports/identity.ts";
import type { JobRow, JobView } from "../../ports/rows.ts";
import { pageLimit, type Page } from "./cursor.ts";
import { filteredPage, readerOf, type Place } from "./filtered-page.ts";
import { momentsOf, type Period } from "./period.ts";
import { lanesAbout, type PersonFilter } from "./person-filter.ts";

/** Which calls are wanted; all of them where nothing is given. */
export interface CallListOptions extends PersonFilter, Period {
  readonly status?: JobStatus;
  /** Id of the robot. */
  readonly robot?: string;
  readonly outcome?: string;
  /** Default 100, at most 1,000. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

/** The calls of an account: made through the API, or asked for by the CRM. */
export interface CallList {
  /**
   * Calls, those that were made last first, page by page.
   *
   * Limits: `status`, `robot` and `outcome` are looked for among the calls of the period. A page looks at 5,000 of them at most, so it may have
   * fewer than asked for, even none, and still a `next`.
   *
   * @throws LIST_INVALID, PHONE_INVALID
   */
  list(options?: CallListOptions): Promise<Page<JobView>>;
}

/** What a list of an account needs. */
export interface ListParts {
  readonly account: AccountId;
  readonly dialing: DialingParts;
  /** Resolves when the engine is ready and the account known. */
  readonly known: () => Promise<void>;
}

/** The calls of an account. */
export function callList({ account, dialing, known }: ListParts): CallList {
  return {
    async list(options = {}) {
      await known();
      const { status, robot, outcome, after, limit, phone, subject } = options;
      const { since, until } = momentsOf("calls", options);
      const lanes = await lanesAbout(options, account, dialing);
      const query: Json = { account, status, robot, outcome, since, until, phone, subject } as Json;
      const page = await filteredPage<JobRow>({
        scope: { list: "calls", query },
        limit: pageLimit("calls", limit),
        after,
        read: lanes ? readerOf(await jobsOf(lanes, account, dialing), placeOf) : readAll,
        keeps: (job) =>
          (status === undefined || job.status === status) &&
          (robot === undefined || job.robot === robot) &&
          (outcome === undefined || job.outcome === outcome) &&
          job.createdAt >= since &&
          job.createdAt <= until,
        placeOf,
      });
      return { rows: page.rows.map(toJobView), next: page.next };

      function readAll(behind: Place | undefined, size: number): Promise<readonly JobRow[]> {
        return dialing.store.find("jobs", {
          where: { account },
          from: { field: "createdAt", value: since },
          upTo: { field: "createdAt", value: until },
          ...(behind && { after: { createdAt: behind[0], id: behind[1] } as JobRow }),
          descending: true,
          limit: size,
          onDamaged: dialing.runs().onDamaged,
        });
      }
    },
  };
}

function placeOf({ createdAt, id }: JobRow): Place {
  return [createdAt, id];
}

async function jobsOf(
  lanes: readonly string[],
  account: AccountId,
  { store }: DialingParts,
): Promise<readonly JobRow[]> {
  const jobs = await Promise.all(lanes.map((lane) => store.read("jobs", lane).catch(orLeftOut)));
  return jobs.filter((job) => job?.account === account).map((job) => job as JobRow);
}

/** One damaged row must not keep the others from anybody. */
function orLeftOut(error: unknown): undefined {
  if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
}
