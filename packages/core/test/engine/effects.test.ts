import { describe, expect, it } from "vitest";
import type { EffectDeclaration, EffectVariant, Reconciliation } from "../../src/engine/index.ts";
import { CallwrightError } from "../../src/errors/index.ts";
import { createVirtualClock, memoryStore, type VirtualClock } from "../../src/testing/index.ts";
import { openEngine, work, type OpenEngine } from "./support/open-engine.ts";

const never = new Promise<never>(() => undefined);
const lost = () => new CallwrightError("VOICE_ANSWER_LOST", { run: "r" });
const busy = (retryAfterMs?: number) =>
  new CallwrightError("CRM_BUSY", { account: "a", operation: "x" }, retryAfterMs === undefined ? {} : { retryAfterMs });

async function effectOf({ store }: OpenEngine) {
  const [effect] = await store.find("effects", { where: { run: "r" } });
  return effect;
}

/** A clock of a process that dies: its holds go with it. */
function mortal(clock: VirtualClock): { readonly clock: VirtualClock; die(): void } {
  const holds = new Set<() => void>();
  let dead = false;
  return {
    clock: {
      ...clock,
      at: (atMs, run) => clock.at(atMs, () => (dead ? undefined : run())),
      hold: () => {
        const release = clock.hold();
        holds.add(release);
        return release;
      },
    },
    die: () => {
      dead = true;
      for (const release of holds) release();
    },
  };
}

interface Interrupted {
  readonly repeat: EffectDeclaration["repeat"];
  readonly reconcile?: Reconciliation<unknown> | CallwrightError;
  readonly variant?: EffectVariant;
}

/** A process dies while the effect is under way; the next one takes over. Tells how often it was performed and looked up then. */
async function interrupted({ repeat, reconcile, variant }: Interrupted) {
  const time = createVirtualClock();
  const first = mortal(time);
  const before = memoryStore();
  const parts = (perform: () => Promise<unknown>, look: () => Promise<Reconciliation<unknown>>) =>
    work({ repeat, perform, settleMs: 2_000, ...(reconcile && { reconcile: look }) });
  const dying = await openEngine({
    store: before,
    clock: first.clock,
    effect: parts(
      () => never,
      () => never,
    ),
  });
  await dying.engine.inLane("r", async (given) =>
    given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
  );
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  const left = (await effectOf(dying))?.state;
  first.die();
  const counted = { performed: 0, found: 0 };
  const opened = await openEngine({
    store: memoryStore({ takeOver: before }),
    clock: time,
    ...(variant && { variant }),
    effect: parts(
      async () => (counted.performed += 1),
      async () => {
        counted.found += 1;
        if (reconcile instanceof CallwrightError) throw reconcile;
        return reconcile ?? { found: false, proof: false };
      },
    ),
  });
  await time.runAll(time.now() + 3 * 24 * 3_600_000);
  const run = await opened.run("r");
  return { left, ...counted, opened, run, code: run?.parked?.code ?? null, effect: await effectOf(opened) };
}

describe("an effect that was interrupted", () => {
  it("is done again when it is idempotent or may repeat", async () => {
    for (const repeat of ["idempotent", "may-repeat"] as const) {
      expect(await interrupted({ repeat })).toMatchObject({ left: "pending", performed: 1, code: null });
    }
  });

  it("is looked up by its mark, and done again only when the mark is nowhere", async () => {
    const seen = await interrupted({ repeat: "marked", reconcile: { found: true, output: "theirs" } });
    expect(seen).toMatchObject({ performed: 0, found: 1, effect: { state: "done", endedBy: "reconciliation" } });
    expect(JSON.parse(seen.run?.snapshot ?? "{}")).toMatchObject({ context: { got: "theirs" } });
    expect(await interrupted({ repeat: "marked", reconcile: { found: false, proof: false } })).toMatchObject({
      performed: 1,
      found: 1,
      code: null,
    });
  });

  it("goes on when an at-most-once effect is found at the other side", async () => {
    const found = await interrupted({ repeat: "at-most-once", reconcile: { found: true, output: "it rings" } });
    expect(found).toMatchObject({
      left: "started",
      performed: 0,
      found: 1,
      code: null,
      effect: { endedBy: "reconciliation" },
    });
  });

  it("is done when an at-most-once effect is proven never to have arrived", async () => {
    const absent = await interrupted({ repeat: "at-most-once", reconcile: { found: false, proof: true } });
    expect(absent).toMatchObject({ performed: 1, found: 1, code: null, effect: { endedBy: "answer" } });
  });

  it("waits for a person when nobody can tell about an at-most-once effect", async () => {
    const unknown = { performed: 0, code: "EFFECT_RESULT_UNKNOWN", effect: { state: "parked" } };
    expect(await interrupted({ repeat: "at-most-once", reconcile: { found: false, proof: false } })).toMatchObject(
      unknown,
    );
    expect(await interrupted({ repeat: "at-most-once" })).toMatchObject(unknown);
  });

  it("is looked up again while the look-up fails, then left to a person; never done blindly", async () => {
    const down = new CallwrightError("CRM_UNREACHABLE", { account: "a", operation: "x" });
    const end = await interrupted({ repeat: "at-most-once", reconcile: down });
    expect(end).toMatchObject({ performed: 0, found: 10, code: "EFFECT_RESULT_UNKNOWN" });
  });

  it("shows what the two wrong variants do", async () => {
    const reconcile = { found: true, output: "it rings" } as const;
    expect(await interrupted({ repeat: "at-most-once", reconcile, variant: "repeat" })).toMatchObject({
      performed: 1,
      found: 0,
    });
    expect(await interrupted({ repeat: "at-most-once", reconcile, variant: "park" })).toMatchObject({
      performed: 0,
      found: 0,
      code: "EFFECT_RESULT_UNKNOWN",
    });
    expect(await interrupted({ repeat: "idempotent", variant: "park" })).toMatchObject({ performed: 1, code: null });
  });
});

describe("an effect whose answer was lost", () => {
  it("is looked up at once when it is at most once", async () => {
    let performed = 0;
    const effect = work({
      repeat: "at-most-once",
      perform: async () => {
        performed += 1;
        throw lost();
      },
      reconcile: async () => ({ found: true, output: "it rings" }),
    });
    const opened = await openEngine({ effect });
    await opened.start("r", "work-flow");
    expect(performed).toBe(1);
    expect(await effectOf(opened)).toMatchObject({ state: "done", endedBy: "reconciliation" });
  });
});

describe("an effect that fails", () => {
  it("is tried again after the waits of its rule, then left to a person under the vendor's code", async () => {
    const tries: number[] = [];
    const clock = createVirtualClock();
    const from = clock.now();
    const effect = work({
      perform: async () => {
        tries.push(clock.now() - from);
        throw busy();
      },
    });
    const opened = await openEngine({ effect, clock });
    await opened.start("r", "work-flow");
    await clock.runAll();
    expect(tries).toEqual([0, 1_000, 6_000]);
    expect(await opened.run("r")).toMatchObject({ status: "parked", parked: { code: "CRM_BUSY" } });
  });

  it("waits as long as the vendor says where that is longer", async () => {
    const clock = createVirtualClock();
    let tries = 0;
    const effect = work({
      perform: async () => {
        tries += 1;
        if (tries === 1) throw busy(60_000);
        return "worked";
      },
    });
    const opened = await openEngine({ effect, clock });
    await opened.start("r", "work-flow");
    await clock.advance(59_999);
    expect(tries).toBe(1);
    await clock.advance(1);
    expect(tries).toBe(2);
  });

  it("is not tried again when its error says never", async () => {
    let tries = 0;
    const effect = work({
      perform: async () => {
        tries += 1;
        throw new CallwrightError("CRM_NOT_FOUND", { account: "a", operation: "x" });
      },
    });
    const opened = await openEngine({ effect });
    await opened.start("r", "work-flow");
    await opened.clock.runAll();
    expect([tries, (await opened.run("r"))?.parked?.code]).toEqual([1, "CRM_NOT_FOUND"]);
  });

  it("hides the words of an error that is not ours", async () => {
    const effect = work({
      retryDelaysMs: [],
      perform: async () => Promise.reject(new RangeError("call +79161234567 failed")),
    });
    const opened = await openEngine({ effect });
    await opened.start("r", "work-flow");
    const run = await opened.run("r");
    expect(run?.parked).toMatchObject({ code: "EFFECT_FAILED" });
    expect(run?.parked?.message).toContain("RangeError");
    expect(run?.parked?.message).not.toContain("7916");
  });

  it("gives up an effect that hangs, on the real clock, although the virtual one stands still", async () => {
    const opened = await openEngine({ effect: work({ timeoutMs: 5, retryDelaysMs: [], perform: () => never }) });
    await opened.start("r", "work-flow");
    expect((await opened.run("r"))?.parked?.code).toBe("EFFECT_TIMED_OUT");
  });

  it("is left out while it is not ready, and done when it is", async () => {
    const clock = createVirtualClock();
    const readyAt = clock.now() + 5_000;
    const effect = work({
      ready: async () => (clock.now() >= readyAt ? { ready: true } : { ready: false, until: readyAt, why: "night" }),
    });
    const opened = await openEngine({ effect, clock });
    await opened.start("r", "work-flow");
    expect(await effectOf(opened)).toMatchObject({ state: "pending", tries: 0, dueAt: readyAt });
    await clock.advance(5_000);
    expect(await effectOf(opened)).toMatchObject({ state: "done" });
  });

  it("ends its run when it must not be done", async () => {
    const effect = work({
      ready: async () => ({ ready: false, cancel: { reason: "doNotCall", explanation: { rule: "doNotCall" } } }),
    });
    const opened = await openEngine({ effect });
    await opened.start("r", "work-flow");
    expect(await opened.run("r")).toMatchObject({ status: "cancelled", output: { reason: "doNotCall" }, open: {} });
  });
});

describe("a result that comes too late", () => {
  it("is dropped when its run went on without it", async () => {
    let answer: (value: unknown) => void = () => undefined;
    const results = [new Promise((resolve) => (answer = resolve)), Promise.resolve("second")];
    const opened = await openEngine({ effect: work({ perform: () => results.shift() ?? never }) });
    const { engine, clock } = opened;
    await engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    await engine.dispatch("r", { type: "skip" });
    await engine.dispatch("r", { type: "again" });
    answer("first");
    await clock.settle();
    await engine.dispatch("r", { type: "finish" });
    expect((await opened.run("r"))?.output).toEqual({ outcome: "done", got: "second" });
    const ended = (await engine.journal("r")).filter(({ event }) => (event as { type: string }).type === "effect.done");
    expect(ended).toHaveLength(1);
  });

  it("is dropped when its run was cancelled", async () => {
    let answer: (value: unknown) => void = () => undefined;
    const opened = await openEngine({ effect: work({ perform: () => new Promise((resolve) => (answer = resolve)) }) });
    const { engine, clock } = opened;
    await engine.inLane("r", async (given) =>
      given.start({ id: "r", account: "a", flow: "work-flow", input: null, job: null }),
    );
    await engine.byHand.cancel("r", "no longer wanted");
    answer("late");
    await clock.settle();
    expect(await opened.run("r")).toMatchObject({ status: "cancelled", seq: 2 });
    expect(await effectOf(opened)).toBeUndefined();
  });
});
