import { yesNo } from "@callwright/core/phrases";
import fc from "fast-check";
import { z } from "zod";
import type { DialogDefinition } from "../../../src/define/index.ts";
import { bookVisit, plainDialog, saysNew, saysOld } from "./whole-robot.ts";

/** A shape of steps: where each one leads, as numbers that are taken modulo what there is. */
export interface Shape {
  readonly steps: number;
  readonly ways: readonly number[];
}

const shape: fc.Arbitrary<Shape> = fc.record({
  steps: fc.integer({ min: 1, max: 6 }),
  ways: fc.array(fc.nat(20), { minLength: 1, maxLength: 24 }),
});

type Step = Readonly<Record<string, unknown>>;

/**
 * Sources of robots without mistakes: steps of every kind, some in a dialog and some in a dialog of that.
 *
 * Shape: step `n` leads on to `n + 1`, and by its other ways to any later step or to the end, so that nothing goes round and everything is
 * reached.
 */
export function smallRobot(): fc.Arbitrary<Step> {
  return fc.tuple(shape, shape, shape, fc.boolean()).map(([own, outer, inner, hasGlobals]) => {
    const innerDialog = smallDialog(inner, "inner");
    const outerDialog = smallDialog(outer, "outer", innerDialog);
    const ends = [{ end: "good" }, { end: "data", data: { at: "{when}", note: "Сказал {name}" } }];
    return {
      id: "small",
      version: 1,
      direction: "outbound",
      locales: ["ru", "en"],
      input: z.object({ name: z.string(), when: z.iso.date() }),
      slots: { s: z.number().default(1), t: z.string().default("…") },
      texts: { a: "Да, {name}?", b: { ru: "{s:number}", en: { say: "Yes", file: "yes.wav" } }, c: "{when:date}" },
      outcomes: {
        good: { title: "Good" },
        data: { title: "Data", data: z.object({ at: z.string(), note: z.string() }) },
        lost: { title: "Lost" },
      },
      effects: [bookVisit],
      conditions: { holds: () => true },
      ...(hasGlobals
        ? { commands: { repeat: true, stop: { end: "lost" } }, digressions: { d: { hear: saysNew, say: "c" } } }
        : {}),
      transferred: "good",
      start: "s0",
      steps: chain(
        own,
        [...ends, { end: "lost" }],
        (next, other) => [
          ...sharedSteps(next, other),
          { transfer: { queue: "q" }, busy: next, noAnswer: other, failed: other },
          { use: outerDialog, with: { name: "{name}" }, into: { t: "t" }, exits: { done: next, over: other } },
        ],
        ends[1],
      ),
      unreached: "lost",
      hungUp: "good",
    };
  });
}

/** A dialog of a shape; it uses another one where it is given one. */
function smallDialog(given: Shape, id: string, inner?: DialogDefinition): DialogDefinition {
  const exits = [{ exit: "done" }, { exit: "over" }];
  return plainDialog({
    id,
    locales: ["ru", "en"],
    input: z.object({ name: z.string(), n: z.number().default(2) }),
    slots: { s: z.number().default(1), t: z.string().default("…") },
    texts: { a: "{name}?", b: { ru: "{n:plural(раз|раза|раз)}", en: "{n:plural(time|times)}" }, c: "{t}" },
    conditions: { holds: () => false },
    effects: [bookVisit],
    exits: ["done", "over"],
    start: "s0",
    steps: chain(
      given,
      exits,
      (next, other) => [
        ...sharedSteps(next, other),
        ...(inner ? [{ use: inner, with: { name: "{t}" }, into: { t: "t" }, exits: { done: next, over: other } }] : []),
      ],
      exits[1],
    ),
  });
}

/** Steps one after the other. The last one is a question, by whose answers every end is reached. */
function chain(
  { steps, ways }: Shape,
  ends: readonly unknown[],
  kinds: (next: unknown, other: unknown) => readonly Step[],
  otherEnd: unknown,
): Readonly<Record<string, Step>> {
  const pick = (index: number): number => ways[index % ways.length] ?? 0;
  const names = Array.from({ length: steps }, (_, index) => `s${index}`);
  const last = {
    ask: "a",
    answers: Object.fromEntries(ends.map((end, index) => [`x${index}`, { key: String(index), next: end }])),
    exhausted: otherEnd,
  };
  const chained = names.map((name, index): [string, Step] => {
    const later = [...names.slice(index + 1), "last", ...ends];
    const next = later[0];
    const choices = kinds(next, later[pick(index * 2 + 1) % later.length]);
    return [name, choices[pick(index * 2) % choices.length] ?? last];
  });
  return { ...Object.fromEntries(chained), last };
}

function sharedSteps(next: unknown, other: unknown): readonly Step[] {
  return [
    { say: "a", next, bargeIn: false },
    {
      ask: "a",
      answers: { yes: { hear: yesNo.yes, next }, no: { hear: [yesNo.no], key: "2", next: other, confirm: "c" } },
      noInput: ["b"],
      exhausted: other,
      confirmBelow: 0.6,
      confirm: "b",
      model: "whether",
    },
    { collect: "s", text: "b", readBack: true, noMatch: ["a"], exhausted: other, next },
    { collect: "t", text: "c", as: "digits", exhausted: other, next, timeoutMs: 100 },
    { branch: [{ if: "holds", next: other }, { next }] },
    { act: "visits.book", with: { at: "{name}", seats: 2 }, into: { t: "id" }, filler: "a", next, failed: other },
    { act: "crm.readField", with: { field: "{t}!" }, into: "t", next, failed: other },
    {
      converse: "Ask {name} about {s}.",
      fill: ["s"],
      limits: { turns: 1, timeMs: 1000, cost: 0 },
      exits: { done: next, gaveUp: other, limit: other, failed: other },
    },
    { ask: "c", answers: { old: { hear: saysOld, next } }, exhausted: next },
  ];
}
