/** How many jobs are taken up at the same time. */
const atOnce = 50;

/** Lets jobs that are due together be taken up one after the other. */
export interface JobTurns {
  /** Does the task when it is its turn: higher priority first, then in the order of arrival. */
  take<Result>(priority: number, task: () => Promise<Result>): Promise<Result>;
}

interface Waiting {
  readonly priority: number;
  readonly order: number;
  readonly begin: () => void;
}

/** The turns of one engine's jobs. */
export function createJobTurns(): JobTurns {
  const waiting: Waiting[] = [];
  let arrived = 0;
  let underWay = 0;
  let isSorted = true;
  let isScheduled = false;
  const begin = () => {
    isScheduled = false;
    if (!isSorted) waiting.sort((one, two) => one.priority - two.priority || two.order - one.order);
    isSorted = true;
    while (underWay < atOnce) {
      const next = waiting.pop();
      if (!next) return;
      underWay += 1;
      next.begin();
    }
  };
  const schedule = () => {
    // Jobs that are due together come within one turn of the event loop: none begins before all of them are here.
    if (!isScheduled) setImmediate(begin);
    isScheduled = true;
  };
  return {
    async take(priority, task) {
      await new Promise<void>((resolve) => {
        waiting.push({ priority, order: arrived, begin: resolve });
        arrived += 1;
        isSorted = false;
        schedule();
      });
      try {
        return await task();
      } finally {
        underWay -= 1;
        if (waiting.length > 0) begin();
      }
    },
  };
}
