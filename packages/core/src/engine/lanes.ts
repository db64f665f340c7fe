interface Task {
  readonly work: () => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Stands for a queue in which nobody waits, so that most lanes need none. */
const nobody: Task[] = [];

/** Does work one after the other within a lane, and lanes beside each other. */
export class Lanes {
  /** Lanes at work, with what waits in each. */
  readonly #lanes = new Map<string, Task[]>();
  #waiting = 0;
  #idle: (() => void)[] = [];

  /** How much was given and has not ended: under way, or waiting for its lane. */
  get size(): number {
    return this.#lanes.size + this.#waiting;
  }

  /** Does `work` after everything that was given to this lane before. */
  run<Result>(lane: string, work: () => Promise<Result>): Promise<Result> {
    const queue = this.#lanes.get(lane);
    if (queue === undefined) {
      this.#lanes.set(lane, nobody);
      return this.#begin(lane, work);
    }
    return new Promise<Result>((resolve, reject) => {
      const task = { work, resolve, reject } as Task;
      this.#waiting += 1;
      if (queue === nobody) this.#lanes.set(lane, [task]);
      else queue.push(task);
    });
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #begin<Result>(lane: string, work: () => Promise<Result>): Promise<Result> {
    const result = work();
    const next = () => this.#next(lane);
    result.then(next, next);
    return result;
  }

  #next(lane: string): void {
    const task = this.#lanes.get(lane)?.shift();
    if (task) {
      this.#waiting -= 1;
      void this.#begin(lane, task.work).then(task.resolve, task.reject);
      return;
    }
    this.#lanes.delete(lane);
    if (this.#lanes.size > 0 || this.#idle.length === 0) return;
    const resolvers = this.#idle;
    this.#idle = [];
    for (const resolve of resolvers) resolve();
  }
}
