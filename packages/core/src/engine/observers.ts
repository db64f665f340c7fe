import { EventEmitter } from "eventemitter3";
import type { LoggerPort } from "../ports/logger.ts";
import type { JobView, RunRow } from "../ports/rows.ts";

/** What observers can hear of. Telling, never steering: each event comes after its commit. */
export interface EngineEvents {
  readonly "run:started": { readonly run: RunRow };
  readonly "run:advanced": { readonly run: RunRow; readonly event: string };
  readonly "run:ended": { readonly run: RunRow; readonly outcome: string | null };
  readonly "run:parked": { readonly run: RunRow; readonly code: string };
  readonly "run:cancelled": { readonly run: RunRow; readonly reason: string };
  readonly "effect:ended": {
    readonly run: string;
    readonly effect: string;
    readonly by: "answer" | "reconciliation" | "person";
  };
  /** What an effect did could not be undone: a person has to look at it. */
  readonly "effect:not-undone": {
    readonly run: string;
    readonly effect: string;
    readonly key: string;
    readonly code: string;
  };
  /** A vendor does not answer: nothing more is asked for this account before `tryAt`. */
  readonly "breaker:opened": { readonly vendor: string; readonly account: string; readonly tryAt: number };
  /** The vendor answers again: what waited goes on. */
  readonly "breaker:closed": { readonly vendor: string; readonly account: string };
  readonly "job:changed": { readonly job: JobView };
  /** A row of the store is not what was written. Where it belongs to a run, the run is parked. */
  readonly "store:damaged": {
    readonly table: string;
    readonly key: string;
    readonly account: string | null;
    readonly reason: string;
  };
}

/** Name of an event that observers can hear of. */
export type EngineEventName = keyof EngineEvents;

/** One thing that happened, not told yet. */
export type EngineNotice = {
  readonly [Name in EngineEventName]: { readonly name: Name; readonly payload: EngineEvents[Name] };
}[EngineEventName];

/** Tells observers what happened. A listener that throws or rejects disturbs neither the run nor the other listeners. */
export class Observers {
  readonly #emitter = new EventEmitter<Record<EngineEventName, [unknown]>>();
  readonly #logger: LoggerPort;

  constructor(logger: LoggerPort) {
    this.#logger = logger;
  }

  /** Calls the listener after each event of this name until the returned function is called. */
  on<Name extends EngineEventName>(name: Name, listener: (payload: EngineEvents[Name]) => unknown): () => void {
    const guarded = (payload: unknown) => this.#call(name, () => listener(payload as EngineEvents[Name]));
    this.#emitter.on(name, guarded);
    return () => void this.#emitter.off(name, guarded);
  }

  tell(notice: EngineNotice): void {
    this.#emitter.emit(notice.name, notice.payload);
  }

  #call(name: string, listener: () => unknown): void {
    try {
      const result = listener();
      if (result instanceof Promise) result.catch(() => this.#complain(name));
    } catch {
      this.#complain(name);
    }
  }

  #complain(name: string): void {
    this.#logger.warn({ event: name }, "a listener failed; the run is not affected");
  }
}
