import type { EngineEventName, RunEngine } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";

/** What may bring a result: any of these events, where `concerns` says that it is about the thing that is waited for. */
export interface ResultSigns {
  readonly events: readonly EngineEventName[];
  readonly concerns: (payload: unknown) => boolean;
}

/**
 * The first result that `look` finds, now or after one of the signs.
 *
 * @throws ENGINE_CLOSED when the engine closes first
 */
export function waitForResult<Result>(
  runs: RunEngine,
  signs: ResultSigns,
  look: () => Promise<Result | undefined>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const stop = () => {
      for (const each of stops) each();
    };
    const check = async () => {
      try {
        const result = await look();
        if (result === undefined) return;
        stop();
        resolve(result);
      } catch (error) {
        stop();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const closed = () => {
      stop();
      reject(new CallwrightError("ENGINE_CLOSED", {}));
    };
    if (runs.closing.aborted) return closed();
    runs.closing.addEventListener("abort", closed, { once: true });
    stops.push(() => runs.closing.removeEventListener("abort", closed));
    for (const event of signs.events) {
      stops.push(runs.observers.on(event, (payload) => (signs.concerns(payload) ? check() : undefined)));
    }
    void check();
  });
}
