import PQueue from "p-queue";
import type { AccountId } from "../../ports/identity.ts";

/** How much a vendor is asked at once for one account. */
export interface VendorLimit {
  /** Effects under way at the same time; the others wait, those of jobs with a higher priority go first. */
  readonly concurrent: number;
}

/** Keeps effects waiting while as many as allowed are under way, for each vendor and account. */
export class EffectLimits {
  readonly #limits: ReadonlyMap<string, VendorLimit>;
  readonly #queues = new Map<string, PQueue>();

  constructor(limits: Readonly<Record<string, VendorLimit>>) {
    this.#limits = new Map(Object.entries(limits));
  }

  /** Whether a vendor has a limit. */
  concern(vendor: string): boolean {
    return this.#limits.has(vendor);
  }

  /** Whether an effect would start at once. */
  hasRoom(vendor: string, account: AccountId): boolean {
    const queue = this.#queues.get(keyOf(vendor, account));
    return queue === undefined || (queue.size === 0 && queue.pending < queue.concurrency);
  }

  /** Starts the task when there is room for it, and counts it until it is over. Never rejects. */
  enter(vendor: string, account: AccountId, priority: number, task: () => Promise<void>): void {
    const key = keyOf(vendor, account);
    const queue =
      this.#queues.get(key) ?? new PQueue({ concurrency: this.#limits.get(vendor)?.concurrent ?? Infinity });
    this.#queues.set(key, queue);
    const leave = () => {
      if (queue.size === 0 && queue.pending === 0 && this.#queues.get(key) === queue) this.#queues.delete(key);
    };
    void queue.add(task, { priority }).then(leave, leave);
  }
}

function keyOf(vendor: string, account: AccountId): string {
  return `${vendor}/${account}`;
}
