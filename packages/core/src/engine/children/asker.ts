import type { CallwrightError } from "../../errors/index.ts";
import type { RunRow } from "../../ports/rows.ts";

/**
 * Who asked for a run on behalf of another run. What keeps the run from starting is told here instead of being thrown: the event that
 * led to it was right, and must not be refused for it.
 */
export interface Asker {
  /** Makes the input when the run starts. Default: the input of the new run. */
  input?(): unknown;
  /** The run has taken its first step. */
  started?(run: RunRow): void;
  /** The run cannot start. Gives the run that is kept in its place, if there is one. */
  refused(error: CallwrightError): RunRow | undefined;
}
