import { allRows } from "../../engine/index.ts";
import type { AccountId, Json } from "../../ports/identity.ts";
import type { RunRow, RunStatus } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import type { ListParts } from "./call-list.ts";
import { pageLimit, type Page } from "./cursor.ts";
import { filteredPage, readerOf, type Place } from "./filtered-page.ts";
import { momentsOf, type Period } from "./period.ts";
import { lanesAbout, type PersonFilter } from "./person-filter.ts";

/** Which runs are wanted; all of them where nothing is given. The period is that of their start. */
export interface RunListOptions extends PersonFilter, Period {
  readonly status?: RunStatus;
  /** Id of the flow, e.g. `visit-reminder/hosted` for the calls of a robot. */
  readonly flow?: string;
  readonly outcome?: string;
  /** Default 100, at most 1,000. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

/** The runs of an account. */
export interface RunList {
  /**
   * Runs, those that were started last first, page by page. Runs that were put away small, a day after everything about them is over, are
   * not among them.
   *
   * Limits: `status`, `flow` and `outcome` are looked for among the runs of the period. A page looks at 5,000 of them at most, so it may have
   * fewer than asked for, even none, and still a `next`.
   *
   * @throws LIST_INVALID, PHONE_INVALID
   */
  list(options?: RunListOptions): Promise<Page<RunRow>>;
}

/** The runs of an account. */
export function runList({ account, dialing, known }: ListParts): RunList {
  const { store } = dialing;
  return {
    async list(options = {}) {
      await known();
      const { status, flow, outcome, after, limit, phone, subject } = options;
      const { since, until } = momentsOf("runs", options);
      const lanes = await lanesAbout(options, account, dialing);
      const query: Json = { account, status, flow, outcome, since, until, phone, subject } as Json;
      return filteredPage<RunRow>({
        scope: { list: "runs", query },
        limit: pageLimit("runs", limit),
        after,
        read: lanes ? readerOf(await runsOf(lanes, account, store), placeOf) : readAll,
        keeps: (run) =>
          (status === undefined || run.status === status) &&
          (flow === undefined || run.flow === flow) &&
          (outcome === undefined || run.outcome === outcome) &&
          run.startedAt >= since &&
          run.startedAt <= until,
        placeOf,
      });

      function readAll(behind: Place | undefined, size: number): Promise<readonly RunRow[]> {
        return store.find("runs", {
          where: { account },
          from: { field: "startedAt", value: since },
          upTo: { field: "startedAt", value: until },
          ...(behind && { after: { startedAt: behind[0], id: behind[1] } as RunRow }),
          descending: true,
          limit: size,
          onDamaged: dialing.runs().onDamaged,
        });
      }
    },
  };
}

function placeOf({ startedAt, id }: RunRow): Place {
  return [startedAt, id];
}

async function runsOf(lanes: readonly string[], account: AccountId, store: StorePort): Promise<readonly RunRow[]> {
  const runs = await Promise.all(lanes.map((lane) => allRows(store, "runs", { lane })));
  return runs.flat().filter((run) => run.account === account);
}
