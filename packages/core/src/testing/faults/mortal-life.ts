import type { EffectDefinition } from "../../define/index.ts";
import type { FaultPoint, Probe } from "../../engine/index.ts";
import type { FilesPort } from "../../ports/files.ts";
import type { StorePort } from "../../ports/store.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import { createLifeClock, type WallClock } from "./life-clock.ts";
import type { ProcessDeath } from "./process-death.ts";
import { storeOver } from "../stores/store-over.ts";

/** One life of the process in which an engine runs. When it is over, nothing of it reaches the store, the vendors or the clock. */
export interface MortalLife {
  readonly clock: VirtualClock;
  readonly probe: Probe;
  readonly died: Promise<undefined>;
  /** How often each fault point was passed. */
  readonly passes: ReadonlyMap<FaultPoint, number>;
  readonly isDead: () => boolean;
  /** Kills it now, from outside. */
  readonly die: () => void;
  /** The store as this life reaches it. */
  store(store: StorePort): StorePort;
  /** An effect as this life performs it: the vendor gets what left before the death, the answer goes nowhere after it. */
  effect(definition: EffectDefinition): EffectDefinition;
  /** A port in memory, e.g. a fake CRM, as this life reaches it. */
  port<Port extends object>(port: Port): Port;
}

/** Begins a life that ends at the given death, or does not end. */
export function createMortalLife(world: VirtualClock, wall: WallClock, death: ProcessDeath | undefined): MortalLife {
  const lifeClock = createLifeClock(world, wall);
  const passes = new Map<FaultPoint, number>();
  const pending = new Set<(reason: Error) => void>();
  let dead = false;
  let bury: () => void = () => undefined;
  const died = new Promise<undefined>((resolve) => {
    bury = () => resolve(undefined);
  });
  const die = () => {
    if (dead) return;
    dead = true;
    lifeClock.stop();
    // Only the dead engine hears this. It lets go of its timers of the platform, and is stopped at the next thing it wants.
    for (const reject of pending) reject(new Error("The process is dead."));
    bury();
  };
  const guard = <Result>(action: () => Result): Result => guarded(action, () => dead, pending) as Result;
  const probe: Probe = (point) => {
    if (dead) return never();
    const hit = (passes.get(point) ?? 0) + 1;
    passes.set(point, hit);
    if (!death || !("point" in death) || death.point !== point || death.hit !== hit) return;
    die();
    return never();
  };
  return {
    clock: lifeClock.clock,
    probe,
    died,
    passes,
    isDead: () => dead,
    die,
    store: (store) =>
      storeOver(guardedPort(store, guard), {
        files: mortalFiles(store.files, guard),
        ownTables: () => store.ownTables(),
      }),
    effect: (definition) => mapFunctions(definition, guard),
    port: (port) => guardedPort(port, guard),
  };
}

type Guard = <Result>(action: () => Result) => Result;

/** Asks only while alive, and answers only while alive. */
function guarded(action: () => unknown, isDead: () => boolean, pending: Set<(reason: Error) => void>): unknown {
  if (isDead()) return never();
  const result = action();
  if (!(result instanceof Promise)) return result;
  return new Promise((resolve, reject) => {
    pending.add(reject);
    const pass = () => {
      pending.delete(reject);
      if (!isDead()) resolve(result);
    };
    result.then(pass, pass);
  });
}

function mapFunctions<Parts extends object>(parts: Parts, guard: Guard): Parts {
  const entries = Object.entries(parts).map(([name, part]: [string, unknown]) =>
    typeof part === "function"
      ? [name, (...given: unknown[]) => guard(() => (part as (...given: unknown[]) => unknown)(...given))]
      : [name, part],
  );
  return Object.fromEntries(entries) as Parts;
}

function guardedPort<Port extends object>(port: Port, guard: Guard): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      const method = member.bind(target) as (...given: unknown[]) => unknown;
      return (...given: unknown[]) => guard(() => method(...given));
    },
  });
}

/** Files as a life reaches them: a draft that a death left stays a draft. */
function mortalFiles(files: FilesPort, guard: Guard): FilesPort {
  const alive = guardedPort(files, guard);
  return {
    begin: async () => guardedPort(await alive.begin(), guard),
    open: (name, from) => alive.open(name, from),
    remove: (name) => alive.remove(name),
    list: () => files.list(),
  };
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
