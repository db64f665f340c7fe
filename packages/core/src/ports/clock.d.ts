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
     * Resolves after `durationMs`. A virtual clock may move meanwhile although those who wait hold it.
     *
     * @param waiting how many holds wait for it: 1 (default), the sleeper's own; 2, also that of the peer whose request the
     *   sleeper has not answered yet
     */
    sleep(durationMs: number, waiting?: 1 | 2): Promise<void>;
}
