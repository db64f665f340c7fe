import type { ClockPort } from "@callwright/core/ports";

/** A clock that moves only while nobody but sleepers holds it. */
export class VirtualClock implements ClockPort {
  #now = Date.UTC(2026, 7, 24, 7, 0, 0);
  #holds = 0;
  #sleepers = 0;
  readonly #timers = new Set<{ readonly atMs: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  at(atMs: number, run: () => void): () => void {
    const timer = { atMs, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  hold(): () => void {
    let held = true;
    this.#holds += 1;
    return () => {
      if (held) this.#holds -= 1;
      held = false;
    };
  }

  async sleep(durationMs: number): Promise<void> {
    this.#sleepers += 1;
    await new Promise<void>((resolve) => {
      this.at(this.#now + durationMs, () => {
        this.#sleepers -= 1;
        resolve();
      });
    });
  }

  /** Moves from timer to timer until `done` holds; fails when nothing is left that could make it true. */
  async runUntil(done: () => boolean, limitMs = Infinity): Promise<void> {
    const stopAt = this.#now + limitMs;
    let idleTurns = 0;
    while (!done()) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#holds > this.#sleepers) continue;
      const next = [...this.#timers].sort((a, b) => a.atMs - b.atMs)[0];
      if (!next && ++idleTurns < 1000) continue;
      if (!next) throw new Error("nothing is left that could happen");
      if (next.atMs > stopAt) {
        this.#now = stopAt;
        return;
      }
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.atMs);
      next.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Moves on by `durationMs`, letting everything due happen. */
  async advance(durationMs: number): Promise<void> {
    let reached = false;
    this.at(this.#now + durationMs, () => (reached = true));
    await this.runUntil(() => reached);
  }

  /** Lets time pass while `work` is under way. */
  async during<Result>(work: Promise<Result>): Promise<Result> {
    let settled = false;
    const note = () => (settled = true);
    work.then(note, note);
    await this.runUntil(() => settled);
    return await work;
  }
}
