import { describe, expect, it } from "vitest";
import { createBlobReader } from "../../../src/engine/blobs/read-blob.ts";
import { CallwrightError } from "../../../src/errors/index.ts";
import { createMortalLife } from "../../../src/testing/faults/mortal-life.ts";
import { createVirtualClock, memoryStore } from "../../../src/testing/index.ts";
import { shopEffects, createShop } from "./order-flow.ts";

const account = { id: "a", createdAt: 0, timeZone: null, uninstalledAt: null };
const fail = () => new CallwrightError("EFFECT_REFUSED", { run: "r", effect: "shop" });
const blobs = createBlobReader(memoryStore(), "a");
const context = { account: "a", run: "r", job: null, key: "r:1:0", startedAt: null, tries: 0, fail, blobs };

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const waiting = Symbol("waiting");
  const first = await Promise.race([
    promise.catch(() => undefined),
    new Promise((resolve) => setImmediate(() => resolve(waiting))),
  ]);
  return first !== waiting;
}

function createLife() {
  const clock = createVirtualClock(0);
  const wall = { shiftMs: 0 };
  return { clock, wall, life: createMortalLife(clock, wall, { point: "commit:begun", hit: 2 }) };
}

describe("a life of a process", () => {
  it("ends at the pass of the fault point that was named, and never answers there", async () => {
    const { life } = createLife();
    await life.probe("commit:begun", {});
    expect(life.isDead()).toBe(false);
    expect(await isSettled(Promise.resolve(life.probe("commit:begun", {})))).toBe(false);
    expect(life.isDead()).toBe(true);
    expect(life.passes.get("commit:begun")).toBe(2);
  });

  it("reaches the store no more", async () => {
    const { life } = createLife();
    const rows = memoryStore();
    await rows.open();
    const store = life.store(rows);
    life.die();
    expect(await isSettled(store.commit([[{ op: "insert", table: "accounts", row: account }]]))).toBe(false);
    expect(await isSettled(store.read("accounts", "a"))).toBe(false);
    expect(rows.dump("accounts")).toEqual([]);
  });

  it("reaches the vendor no more, and what left before counts there", async () => {
    const { life } = createLife();
    const shop = createShop();
    const [reserve] = shopEffects(shop).map((effect) => life.effect(effect));
    await reserve?.perform({ order: "1" }, context);
    life.die();
    const late = reserve?.perform({ order: "1" }, context) ?? Promise.resolve();
    expect(await isSettled(late)).toBe(false);
    expect(shop.reserved.get(context.key)).toBe(1);
  });

  it("is woken no more, and holds the world's clock no more", async () => {
    const { clock, life } = createLife();
    const woken: string[] = [];
    life.clock.at(1_000, () => woken.push("dead"));
    clock.at(2_000, () => woken.push("alive"));
    life.clock.hold();
    life.die();
    await clock.advance(5_000);
    expect(woken).toEqual(["alive"]);
  });

  it("waits as long as it had to when the machine's clock jumps", async () => {
    const { clock, wall, life } = createLife();
    const woken: number[] = [];
    life.clock.at(1_000, () => woken.push(clock.now()));
    wall.shiftMs = -86_400_000;
    await clock.advance(500);
    expect(life.clock.now()).toBe(500 - 86_400_000);
    await clock.advance(1_000);
    expect(woken).toEqual([1_000]);
  });
});
