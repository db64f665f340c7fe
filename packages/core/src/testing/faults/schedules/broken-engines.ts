import type { EffectDefinition, PerformContext } from "../../../define/index.ts";
import { createBlobReader } from "../../../engine/blobs/read-blob.ts";
import { CallwrightError } from "../../../errors/index.ts";
import type { FaultPoint } from "../../../engine/index.ts";
import type { StorePort, Write, WriteBatch } from "../../../ports/store.ts";
import { memoryStore } from "../../stores/memory-store.ts";
import type { EngineParts, LivesSettings } from "../play-lives.ts";
import { storeOver } from "../../stores/store-over.ts";

/** Wrong ways to build an engine; each must be caught. */
export type BrokenEngine = "effect-before-commit" | "blind-retry" | "lost-timer" | "stale-result";

/** How an engine is broken, by what it is given: its own code stays as it is. */
export interface Breakage {
  readonly breakEngine: NonNullable<LivesSettings["breakEngine"]>;
  /** Where a process has to die for it to show. */
  readonly sought: FaultPoint;
}

/** The broken engines. */
export const brokenEngines: Readonly<Record<BrokenEngine, Breakage>> = {
  "effect-before-commit": { breakEngine: performEarly, sought: "commit:begun" },
  "blind-retry": {
    breakEngine: (parts) => ({ ...parts, development: { ...parts.development, interruptedEffects: "repeat" } }),
    sought: "effect:answered",
  },
  "lost-timer": { breakEngine: forgetTimers, sought: "work:told" },
  "stale-result": { breakEngine: mixUpResults, sought: "step:computed" },
};

/** Requests leave when they are decided on, and what decided on them is written afterwards. */
function performEarly(parts: EngineParts): EngineParts {
  const early = new Map<string, Promise<unknown>>();
  const performers = new Map((parts.effects ?? []).map((effect) => [effect.type, effect]));
  const leave = (write: Write) => {
    if (write.op !== "insert" || write.table !== "effects") return;
    const { id: key, account, run, type, input, startedAt, tries } = write.row;
    const fail = () => new CallwrightError("EFFECT_REFUSED", { run, effect: type });
    const blobs = createBlobReader(parts.store ?? memoryStore(), account);
    const context: PerformContext = { account, run, job: null, key, startedAt, tries, fail, blobs };
    const answer = performers.get(type)?.perform(input, context);
    answer?.catch(() => undefined);
    if (answer) early.set(key, answer);
  };
  return {
    ...parts,
    effects: (parts.effects ?? []).map((effect) => ({
      ...effect,
      perform: (input, context) => {
        const left = early.get(context.key);
        early.delete(context.key);
        return left ?? effect.perform(input, context);
      },
    })),
    store: withStore(parts, (store) => ({
      commit: async (batches) => {
        for (const write of batches.flat()) leave(write);
        await parts.development?.probe?.("commit:begun", {});
        return store.commit(batches);
      },
    })),
  };
}

/** Timers are kept in memory only. */
function forgetTimers(parts: EngineParts): EngineParts {
  const timers = memoryStore();
  const opened = timers.open();
  const isTimer = (write: Write) => write.table === "timers";
  return {
    ...parts,
    store: withStore(parts, (store) => ({
      read: (table, id) => (table === "timers" ? timers : store).read(table, id),
      find: (table, query) => (table === "timers" ? timers : store).find(table, query),
      commit: async (batches) => {
        await opened;
        const results = await store.commit(batches.map((batch) => batch.filter((write) => !isTimer(write))));
        const kept: WriteBatch[] = batches.filter((_, index) => results[index]?.ok === true);
        await timers.commit(kept.map((batch) => batch.filter(isTimer)));
        return results;
      },
    })),
  };
}

/** A result is given to whoever waits for one of its kind, without asking whose it is. */
function mixUpResults(parts: EngineParts): EngineParts {
  return { ...parts, effects: (parts.effects ?? []).map(takingAnyResult) };
}

function takingAnyResult(effect: EffectDefinition): EffectDefinition {
  const underWay = new Map<string, Promise<unknown>>();
  return {
    ...effect,
    perform: (input, context) => {
      const kind = `${context.run} ${JSON.stringify(input)}`;
      const before = underWay.get(kind);
      const own = effect.perform(input, context);
      const first = before ? Promise.race([before, own]) : own;
      underWay.set(kind, first);
      first.then(
        () => underWay.delete(kind),
        () => underWay.delete(kind),
      );
      return first;
    },
  };
}

function withStore(parts: EngineParts, change: (store: StorePort) => Partial<StorePort>): StorePort {
  const store = parts.store ?? memoryStore();
  return storeOver(store, change(store));
}
