import { declareEffect, RunEngine, type EffectDeclaration } from "../../packages/core/src/engine/index.ts";
import { systemClock } from "../../packages/core/src/composition/system-clock.ts";
import type { StorePort } from "../../packages/core/src/ports/index.ts";
import { z } from "zod";
import { phoneInput, phoneRobot } from "../robot/phone-robot.ts";

/** What a load has done so far. */
export interface Load {
  /** Events that were committed. */
  readonly events: number;
  readonly calls: number;
  /** Ends it: no new call is begun, and the engine is closed. */
  stop(): Promise<void>;
}

const silent = { debug: drop, info: drop, warn: drop, error: drop };

function drop(): void {}

/** The effects of the phone robot: vendors that answer at once. */
export function benchEffects(): readonly EffectDeclaration[] {
  const turns = new Map<string, number>();
  const declare = (type: string, repeat: "at-most-once" | "idempotent", perform: EffectDeclaration["perform"]) =>
    declareEffect({
      type,
      input: z.looseObject({}),
      output: z.looseObject({}),
      timeoutMs: 60_000,
      repeat,
      retryDelaysMs: [1_000],
      perform,
      ...(repeat === "at-most-once" && { reconcile: async () => ({ found: false as const, proof: true }) }),
    });
  return [
    declare("bench.launch", "at-most-once", async (_input, { run }) => ({ callId: `call-${run}` })),
    declare("bench.turn", "idempotent", async (_input, { run }) => {
      const turn = (turns.get(run) ?? 0) + 1;
      turns.set(run, turn);
      if (turn === 3) turns.delete(run);
      return { heard: turn === 1 ? "unclear" : "yes" };
    }),
    declare("bench.note", "idempotent", async () => ({ ok: true })),
  ];
}

/** An engine of runs over a store, with the phone robot and its effects. */
export function benchEngine(store: StorePort): RunEngine {
  return new RunEngine({
    store,
    clock: systemClock(),
    logger: silent,
    flows: [phoneRobot],
    effects: benchEffects(),
    onJobDue: async () => undefined,
  });
}

/** Calls that follow one another, `runs` of them at a time, on a real engine over a store that is open. */
export async function startLoad(store: StorePort, runs: number): Promise<Load> {
  const engine = benchEngine(store);
  await engine.start();
  const load = { events: 0, calls: 0, live: 0, stopping: false };
  let allOver: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (allOver = resolve));
  let number = 0;
  const begin = () => {
    const id = `run${(number += 1)}`;
    void engine.inLane(id, async (work) => {
      work.start({ id, account: "bench", flow: "phone-robot", input: phoneInput, job: null });
    });
  };
  engine.observers.on("run:started", () => (load.events += 1));
  engine.observers.on("run:advanced", ({ run, event }) => {
    load.events += 1;
    if (run.status === "ended") {
      load.calls += 1;
      if (!load.stopping) begin();
      else if ((load.live -= 1) === 0) allOver();
    } else if (event === "effect.done" && run.open["launch"] === undefined && run.seq === 2) {
      void engine.dispatch(run.id, { type: "call.answered", by: "human", at: Date.now() }, `${run.id}:answered`);
    } else if (run.seq === 7) {
      void engine.dispatch(run.id, { type: "call.ended", cause: "caller_hangup", at: Date.now() }, `${run.id}:ended`);
    }
  });
  load.live = runs;
  for (let count = 0; count < runs; count += 1) begin();
  return {
    get events() {
      return load.events;
    },
    get calls() {
      return load.calls;
    },
    async stop() {
      load.stopping = true;
      await over;
      await engine.close();
    },
  };
}
