import type { JobStatus } from "../../calls/index.ts";
import type { RunStatus } from "../../ports/rows.ts";

/** What an entry is about. `gate`: the check before a dialing; `state`: where the machine stands after the event before. */
export type TimelineKind = "event" | "effect" | "timer" | "state" | "park" | "gate" | "outcome";

/** How something came out that takes time. `open`: it has not yet. */
export type TimelineResult = "done" | "failed" | "parked" | "dropped" | "fired" | "cancelled" | "open";

/** One thing that happened. Holds names of definitions, codes and times: never what was said, given or sent. */
export interface TimelineEntry {
  readonly at: number;
  /** The run that it happened in; `null` for what happened to the job itself. */
  readonly run: string | null;
  readonly kind: TimelineKind;
  /** Type of the event or effect, id of the timer, name of the state, outcome, or answer of the gate. */
  readonly name: string;
  /** What makes it exact: node and exit of a dialog, cause, rule of the gate. */
  readonly detail: string | null;
  readonly result: TimelineResult | null;
  /** How long it took; so far, while it is open. `null` for what takes no time. */
  readonly durationMs: number | null;
  /** How often an effect was tried again. */
  readonly retries: number;
  readonly code: string | null;
}

/** A run as a line of its timeline. */
export interface TimelineRun {
  readonly run: string;
  /** `<flow>@<version>`. */
  readonly flow: string;
  readonly status: RunStatus;
  readonly outcome: string | null;
  /** Why it waits for a person. */
  readonly code: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/**
 * Everything that happened in a run, or in all runs of a call, in order.
 *
 * Shape: holds no personal data, so that it may be shown to whoever looks after the installation and kept with a report.
 */
export interface Timeline {
  readonly kind: "run" | "job";
  readonly id: string;
  readonly account: string;
  /** Of a run its flow, of a job its robot. */
  readonly of: string;
  readonly status: RunStatus | JobStatus;
  readonly outcome: string | null;
  /** Why a run waits, or why a job was stopped. */
  readonly code: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly runs: readonly TimelineRun[];
  readonly entries: readonly TimelineEntry[];
}
