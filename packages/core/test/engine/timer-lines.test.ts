import { assign } from "xstate";
import { describe, expect, it } from "vitest";
import type { TimerRow } from "../../src/ports/index.ts";
import { createVirtualClock, memoryStore, type VirtualClock } from "../../src/testing/index.ts";
import { flowOf, openEngine, type OpenEngine } from "./support/open-engine.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const inc = assign({ rings: ({ context }: { context: { rings: number } }) => context.rings + 1 });

/** Rings once after ten minutes. */
const alarm = flowOf("alarm", 1, {
  context: { rings: 0 },
  initial: "waiting",
  states: { waiting: { after: { [10 * minute]: { target: "rung", actions: inc } } }, rung: {} },
});

/** Sets the same timer anew, at once, until it has rung three times. */
const impatient = flowOf("impatient", 1, {
  context: { rings: 0 },
  initial: "waiting",
  states: {
    waiting: {
      after: {
        0: [
          {
            guard: ({ context }: { context: { rings: number } }) => context.rings < 3,
            target: "waiting",
            reenter: true,
            actions: inc,
          },
          { target: "over" },
        ],
      },
    },
    over: { type: "final" },
  },
});

async function ringsOf(opened: OpenEngine, id: string): Promise<unknown> {
  const snapshot = JSON.parse((await opened.run(id))?.snapshot ?? "{}") as {
    readonly context: { readonly rings: number };
  };
  return snapshot.context.rings;
}

/** A clock that somebody sets back: what it was asked to wait for still takes as long. */
function settableClock(): { readonly clock: VirtualClock; setBack(durationMs: number): void } {
  const inner = createVirtualClock();
  let shiftMs = 0;
  const clock: VirtualClock = {
    ...inner,
    now: () => inner.now() - shiftMs,
    at: (atMs, run) => inner.at(atMs + shiftMs, run),
  };
  return { clock, setBack: (durationMs) => (shiftMs += durationMs) };
}

const jobTimer = (at: number): TimerRow => ({
  id: `job:j${at}`,
  account: "a",
  kind: "job",
  owner: `j${at}`,
  dueAt: at,
  event: null,
});

describe("timers", () => {
  it("that are set for a moment before the ones that have fired, after the clock was set back, fire once", async () => {
    const { clock, setBack } = settableClock();
    const opened = await openEngine({ clock, flows: [alarm] });
    await opened.start("before", "alarm");
    await clock.advance(10 * minute);
    setBack(day);
    await opened.start("after", "alarm");
    await clock.advance(10 * minute - 1);
    expect(await ringsOf(opened, "after")).toBe(0);
    await clock.advance(1);
    await clock.advance(2 * day);
    expect([await ringsOf(opened, "before"), await ringsOf(opened, "after")]).toEqual([1, 1]);
    expect(await opened.store.find("timers", {})).toEqual([]);
  });

  it("that set themselves anew for the same moment fire each time", async () => {
    const opened = await openEngine({ flows: [impatient] });
    await opened.start("r", "impatient");
    await opened.clock.advance(1);
    expect((await opened.run("r"))?.status).toBe("ended");
    expect(await ringsOf(opened, "r")).toBe(3);
  });

  it("of jobs that are slow neither keep those of runs waiting, nor are all taken up at once", async () => {
    const clock = createVirtualClock(0);
    const before = memoryStore();
    await before.open();
    const jobs = Array.from({ length: 1_200 }, (_, at) => jobTimer(at));
    await before.commit(jobs.map((row) => [{ op: "insert", table: "timers", row }]));
    await clock.advance(minute);
    const waiting = new Map<string, () => void>();
    const begun: string[] = [];
    const opened = await openEngine({
      clock,
      store: memoryStore({ takeOver: before }),
      flows: [alarm],
      onJobDue: async (timer, engine) => {
        begun.push(timer.id);
        await new Promise<void>((resolve) => waiting.set(timer.id, resolve));
        await engine.inLane(timer.owner, async (work) => work.cancelTimer(timer.id));
      },
    });
    await opened.start("r", "alarm");
    await clock.advance(10 * minute);
    expect(await ringsOf(opened, "r")).toBe(1);
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.length).toBeLessThan(jobs.length);
    while (waiting.size > 0) {
      for (const answer of waiting.values()) answer();
      waiting.clear();
      await clock.settle();
    }
    expect([...begun].sort()).toEqual(jobs.map(({ id }) => id).sort());
    expect(await opened.store.find("timers", {})).toEqual([]);
  });
});
