import { describe, expect, it } from "vitest";
import { createMachine } from "xstate";
import { z } from "zod";
import { defineEffect, defineFlow, type EffectDefinition } from "../../../src/index.ts";
import { playLives, type LivesSettings } from "../../../src/testing/faults/play-lives.ts";
import type { ProcessDeath } from "../../../src/testing/faults/process-death.ts";

const minute = 60_000;

const stay = defineFlow({
  id: "stay",
  version: 1,
  machine: createMachine({
    initial: "booking",
    states: {
      booking: { invoke: { id: "book", src: "rooms.book", input: { room: "7" }, onDone: "staying" } },
      staying: { after: { 86_400_000: "over" } },
      over: { type: "final" },
    },
  }),
  effects: ["rooms.book"],
  samples: { inputs: [null], events: {}, results: {} },
});

/** A hotel that books once per key and forgets a booking that was undone. */
function createHotel(repeat: EffectDefinition["repeat"]) {
  const booked = new Set<string>();
  const undone = new Set<string>();
  const book = defineEffect({
    type: "rooms.book",
    input: z.object({ room: z.string() }),
    output: z.object({ number: z.string() }),
    repeat: repeat as "at-most-once",
    retryDelaysMs: [1_000, 1_000],
    vendor: "hotel",
    cost: () => 3,
    perform: async (_, { key }) => {
      booked.add(key);
      return { number: key };
    },
    reconcile: async (_, { key }) =>
      booked.has(key) ? { found: true, output: { number: key } } : { found: false, proof: true },
    compensate: async ({ key }) => {
      booked.delete(key);
      undone.add(key);
    },
  });
  return { booked, undone, book };
}

/** Books, and after a minute, or at once, is cancelled; the process dies where it is told. */
async function play(repeat: EffectDefinition["repeat"], deaths: readonly ProcessDeath[], cancelAfterMs: number) {
  const hotel = createHotel(repeat);
  const happenings: LivesSettings["happenings"] = [
    {
      afterMs: 0,
      act: ({ account }) => account.start(stay, { input: null, idempotencyKey: "1" }),
    },
    {
      afterMs: cancelAfterMs,
      act: async ({ account }) =>
        (await account.start(stay, { input: null, idempotencyKey: "1" })).cancel("not coming"),
    },
  ];
  const engine = { flows: [stay], limits: { hotel: { concurrent: 1 } }, breaker: {} };
  const end = await playLives({ engine, effects: () => [hotel.book], happenings, deaths, endsAfterMs: 60 * minute });
  return { hotel, end };
}

const repeats = ["idempotent", "marked", "at-most-once"] as const;

describe("wherever the process dies", () => {
  it.each(repeats.flatMap((repeat) => [0, minute].map((cancelAfterMs) => ({ repeat, cancelAfterMs }))))(
    "an effect that is $repeat is charged once, and undone when its run is cancelled after $cancelAfterMs ms",
    async ({ repeat, cancelAfterMs }) => {
      const { end: calm } = await play(repeat, [], cancelAfterMs);
      const deaths = [...(calm.passes[0] ?? [])].flatMap(([point, hits]) =>
        Array.from({ length: hits }, (_, index): ProcessDeath => ({ point, hit: index + 1 })),
      );
      expect(deaths.length).toBeGreaterThan(20);
      for (const death of deaths) {
        const { hotel, end } = await play(repeat, [death], cancelAfterMs);
        expect(end.unanswered, JSON.stringify(death)).toBe(0);
        expect(end.rows.runs.map(({ status }) => status)).toEqual(["cancelled"]);
        expect([...hotel.booked], JSON.stringify(death)).toEqual([]);
        expect(end.rows.charges.length, JSON.stringify(death)).toBeLessThanOrEqual(1);
        if (hotel.undone.size > 0) expect(end.rows.charges).toMatchObject([{ amount: 3 }]);
        const undoing = end.rows.effects.filter(({ id }) => id.endsWith(":undo"));
        expect(
          undoing.every(({ state }) => state === "done"),
          JSON.stringify(death),
        ).toBe(true);
      }
    },
  );
});
