import type { RunEngine } from "../engine/index.ts";
import { CallwrightError, isCallwrightError } from "../errors/index.ts";
import { createHealth, type Health, type StartState, type TelemetrySwitch } from "../observe/index.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { StorePort } from "../ports/store.ts";

/** What the life of an engine is made of. */
export interface LifeParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly runs: RunEngine;
  readonly telemetry: TelemetrySwitch;
  /** Reads what must be known of the open store before anything runs. */
  readonly load: () => Promise<void>;
  readonly closeParts: () => Promise<void>;
}

/** How an engine begins, is, and ends. */
export interface EngineLife {
  /** Resolves when everything has begun; rejects with the reason when it could not, or is over. */
  readonly ready: () => Promise<void>;
  readonly health: () => Promise<Health>;
  /** Closes the parts, then the store, once. */
  readonly close: () => Promise<void>;
}

/** Begins at once: opens the store, reads what must be known, then starts the runs. */
export function beginLife(parts: LifeParts): EngineLife {
  const { store, clock, logger, runs } = parts;
  let closed = false;
  let startState: StartState;
  const health = createHealth({
    store,
    clock,
    pulse: () => runs.pulse,
    onDamaged: (row) => runs.onDamaged(row),
    startState: () => (closed ? "ENGINE_CLOSED" : startState),
  });
  const started = start(parts, health);
  started.then(
    () => (startState = null),
    (error: unknown) => {
      startState = isCallwrightError(error) ? error.code : "unknown";
      logger.error({ code: startState }, "the engine could not start");
    },
  );
  let closing: Promise<void> | undefined;
  const closeOnce = async () => {
    closed = true;
    await started.catch(() => undefined);
    try {
      await parts.closeParts();
    } finally {
      await store.close();
    }
  };
  return {
    async ready() {
      if (closed) throw new CallwrightError("ENGINE_CLOSED", {});
      await started;
    },
    health,
    close: () => (closing ??= closeOnce()),
  };
}

async function start(
  { store, logger, runs, telemetry, load }: LifeParts,
  health: () => Promise<Health>,
): Promise<void> {
  const change = await store.open(runs.tables.shapes);
  if (change) {
    const { from, to, copy } = change;
    logger.info({ store: store.name, from, to, copy: copy ?? undefined }, "the store was brought to a newer schema");
  }
  await load();
  const { observers } = runs;
  await telemetry.start({ health, pulse: () => runs.pulse, on: (name, listener) => observers.on(name, listener) });
  await runs.start();
}
