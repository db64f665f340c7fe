/** Ends what it was given for; calling it again does nothing. */
export type Release = () => void;

/**
 * The only source of time in the library.
 *
 * Units: all times are milliseconds since the Unix epoch, UTC.
 */
export interface ClockPort {
  /** The present moment. */
  now(): number;

  /**
   * Calls `run` once at `atMs`, or as soon as possible when that moment has passed.
   *
   * @returns a function that cancels the call.
   */
  at(atMs: number, run: () => void): Release;

  /**
   * Declares that work is under way: a virtual clock does not move until the returned function was called.
   * On a real clock this does nothing.
   */
  hold(): Release;

  /**
   * Resolves after `durationMs`. Time spent here counts as quiet: a virtual clock may move although the
   * caller, or a peer that waits for the caller's answer, holds it.
   */
  sleep(durationMs: number): Promise<void>;
}
