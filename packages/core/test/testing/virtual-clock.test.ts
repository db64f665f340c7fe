import { afterEach, describe, expect, it, vi } from "vitest";
import { createVirtualClock } from "../../src/testing/index.ts";

const start = 1_000_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));
const turns = async (count: number) => {
  for (let index = 0; index < count; index += 1) await turn();
};

/** Whether a promise is still open after a good while of the event loop. */
async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  let open = true;
  void promise.then(() => (open = false));
  await turns(30);
  return open;
}

describe("a virtual clock", () => {
  it("stands still until it is moved, and takes its start as a number or a date", async () => {
    const clock = createVirtualClock("2026-03-04T07:00:00Z");
    expect(clock.now()).toBe(Date.UTC(2026, 2, 4, 7));
    await turns(3);
    expect(clock.now()).toBe(Date.UTC(2026, 2, 4, 7));
    await clock.advance(250);
    expect(clock.now()).toBe(Date.UTC(2026, 2, 4, 7) + 250);
  });

  it("fires timers by their moment, those of one moment in the order in which they were set", async () => {
    const clock = createVirtualClock(start);
    const fired: string[] = [];
    const note = (name: string) => () => void fired.push(`${name}@${clock.now() - start}`);
    clock.at(start + 30, note("c"));
    clock.at(start + 10, note("a"));
    clock.at(start + 30, note("d"));
    clock.at(start + 20, note("b"));
    await clock.advance(29);
    expect(fired).toEqual(["a@10", "b@20"]);
    await clock.advance(1);
    expect(fired).toEqual(["a@10", "b@20", "c@30", "d@30"]);
  });

  it("fires in the same move what a timer sets, where it is due in it", async () => {
    const clock = createVirtualClock(start);
    const fired: number[] = [];
    const again = () => {
      fired.push(clock.now() - start);
      clock.at(clock.now() + 10, again);
    };
    clock.at(start + 10, again);
    await clock.advance(35);
    expect(fired).toEqual([10, 20, 30]);
    expect(clock.now()).toBe(start + 35);
  });

  it("fires what is past or due now when it settles, without moving", async () => {
    const clock = createVirtualClock(start);
    const fired: string[] = [];
    clock.at(start - 5_000, () => fired.push("past"));
    clock.at(start, () => fired.push("now"));
    clock.at(start + 1, () => fired.push("later"));
    await clock.settle();
    expect(fired).toEqual(["past", "now"]);
    expect(clock.now()).toBe(start);
  });

  it("does not fire what was cancelled, and cancelling twice is harmless", async () => {
    const clock = createVirtualClock(start);
    const fired: string[] = [];
    const cancel = clock.at(start + 10, () => fired.push("cancelled"));
    clock.at(start + 5, cancel);
    await clock.advance(100);
    cancel();
    expect(fired).toEqual([]);
  });

  it("runs everything that is left, up to a bound, and says where it stands", async () => {
    const clock = createVirtualClock(start);
    const fired: number[] = [];
    for (const afterMs of [10, 20, 86_400_000]) clock.at(start + afterMs, () => fired.push(afterMs));
    expect(await clock.runAll(start + 20)).toBe(start + 20);
    expect(fired).toEqual([10, 20]);
    expect(await clock.runAll()).toBe(start + 86_400_000);
  });
});

describe("work under way", () => {
  it("keeps the clock from moving until it is released", async () => {
    const clock = createVirtualClock(start);
    const fired: string[] = [];
    const release = clock.hold();
    clock.at(start + 10, () => fired.push("timer"));
    const moved = clock.advance(10);
    expect(await isOpen(moved)).toBe(true);
    expect(fired).toEqual([]);
    release();
    await moved;
    expect(fired).toEqual(["timer"]);
  });

  it("is counted: each hold is released by its own release, once", async () => {
    const clock = createVirtualClock(start);
    const first = clock.hold();
    const second = clock.hold();
    first();
    first();
    const settled = clock.settle();
    expect(await isOpen(settled)).toBe(true);
    second();
    await settled;
  });

  it("of a timer is waited for before the next one fires", async () => {
    const clock = createVirtualClock(start);
    const order: string[] = [];
    clock.at(start + 10, () => {
      const release = clock.hold();
      void turns(20).then(() => {
        order.push("work of the first");
        release();
      });
    });
    clock.at(start + 11, () => order.push("second"));
    await clock.advance(20);
    expect(order).toEqual(["work of the first", "second"]);
  });

  it("lets the clock move while its holder sleeps, and holds it again when he wakes", async () => {
    const clock = createVirtualClock(start);
    const order: string[] = [];
    const release = clock.hold();
    void clock.sleep(10).then(async () => {
      await turns(20);
      order.push(`woke@${clock.now() - start}`);
      release();
    });
    clock.at(start + 11, () => order.push("after"));
    await clock.advance(20);
    expect(order).toEqual(["woke@10", "after"]);
  });

  it("lets the clock move for a sleeper whose peer waits for him, and only then when both are counted", async () => {
    const clock = createVirtualClock(start);
    const peer = clock.hold();
    const own = clock.hold();
    const slept = clock.sleep(10, 1).then(own);
    const moved = clock.advance(10);
    expect(await isOpen(moved)).toBe(true);
    peer();
    await moved;
    await slept;
    const [peerAgain, ownAgain] = [clock.hold(), clock.hold()];
    const both = clock.sleep(10, 2).then(() => {
      ownAgain();
      peerAgain();
    });
    await clock.advance(10);
    await both;
    expect(clock.now()).toBe(start + 20);
  });
});

describe("work that does not end", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is reported with the number of holds instead of hanging for ever", async () => {
    const clock = createVirtualClock(start);
    clock.hold();
    clock.hold();
    let passed = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (passed += 10_000));
    await expect(clock.settle()).rejects.toThrow(/does not end \(2 holds\)/);
  });
});
