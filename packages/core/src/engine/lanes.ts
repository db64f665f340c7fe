/** Does work one after the other within a lane, and lanes beside each other. */
export class Lanes {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Does `work` after everything that was given to this lane before. */
  run<Result>(lane: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(lane) ?? Promise.resolve();
    const result = before.then(work, work);
    const tail = result.catch(() => undefined);
    this.#tails.set(lane, tail);
    void tail.then(() => {
      if (this.#tails.get(lane) === tail) this.#tails.delete(lane);
    });
    return result;
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}
