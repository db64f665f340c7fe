import { assign } from "xstate";
import { describe, expect, it } from "vitest";
import { createLifeClock } from "../../../src/testing/faults/life-clock.ts";
import { createVirtualClock } from "../../../src/testing/index.ts";
import { flowOf, openEngine } from "../support/open-engine.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Rings once, so many minutes after its start. */
function alarm(id: string, minutes: number) {
  return flowOf(id, 1, {
    context: { rings: 0 },
    initial: "waiting",
    states: { waiting: { after: { [minutes * minute]: { target: "rung", actions: assign({ rings: 1 }) } } }, rung: {} },
  });
}

describe("timers of an engine whose clock jumps by a day", () => {
  it.each([
    ["forward", day],
    ["back", -day],
  ])("%s: one that is set after the jump fires in its time", async (_, byMs) => {
    const world = createVirtualClock();
    const wall = { shiftMs: 0 };
    const { clock } = createLifeClock(world, wall);
    const opened = await openEngine({ flows: [alarm("long", 60), alarm("short", 10)], clock });
    await opened.start("before", "long");
    await world.advance(minute);
    wall.shiftMs += byMs;
    await opened.start("after", "short");
    await world.advance(10 * minute - 1);
    expect(JSON.parse((await opened.run("after"))?.snapshot ?? "{}")).toMatchObject({ value: "waiting" });
    await world.advance(1);
    expect(JSON.parse((await opened.run("after"))?.snapshot ?? "{}")).toMatchObject({ value: "rung" });
  });
});
