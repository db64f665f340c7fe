import type { TelemetrySource } from "../../engine/index.ts";
import type { Telemetry, WatchedEngine } from "./open-telemetry.ts";

/** Telemetry that comes when the engine starts, if somebody listens. */
export interface TelemetrySwitch extends TelemetrySource {
  readonly current: Telemetry | undefined;
  /** Looks whether an SDK is registered, and tells it from now on what the engine does. */
  start(engine: WatchedEngine): Promise<void>;
  close(): void;
}

/** Where every version 1 of the OpenTelemetry API keeps what was registered. */
const registered = Symbol.for("opentelemetry.js.api.1");

/**
 * Makes the telemetry of one engine.
 *
 * Without a registered SDK the API package is not even loaded, and `current` stays `undefined`: the engine then does nothing for it.
 */
export function createTelemetry(isWanted: boolean): TelemetrySwitch {
  let current: Telemetry | undefined;
  return {
    get current() {
      return current;
    },
    async start(engine) {
      if (!isWanted || !isRegistered()) return;
      const { openTelemetry } = await import("./open-telemetry.ts");
      current = openTelemetry(engine);
    },
    close() {
      current?.close();
      current = undefined;
    },
  };
}

function isRegistered(): boolean {
  const api = Reflect.get(globalThis, registered) as
    { readonly trace?: unknown; readonly metrics?: unknown } | undefined;
  return api?.trace !== undefined || api?.metrics !== undefined;
}
