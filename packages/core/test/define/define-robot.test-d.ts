import { z } from "zod";
import {
  defineEffect,
  defineRobot,
  outcomeRules,
  type DialogDefinition,
  type EffectDefinition,
  type RobotDefinition,
} from "../../src/define/index.ts";
import { survey, visitReminder } from "./good-robots.ts";
import { askAddress, bookVisit, plate, yes } from "./sample-parts.ts";
import type { Holds, Same } from "./same-type.ts";

const shared = {
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({ name: z.string() }),
  unreached: "lost",
  hungUp: "lost",
} as const;

const booking = defineRobot({
  ...shared,
  id: "booking",
  slots: { when: z.iso.date(), tries: z.number().default(0), kind: z.enum(["new", "old"]) },
  texts: { when: "When, {name}?", kind: "New or old?", bye: "See you on {when:date}." },
  outcomes: {
    booked: { title: "Booked", data: z.object({ at: z.string(), seats: z.number().default(1) }) },
    lost: { title: "Lost" },
  },
  effects: [bookVisit],
  start: "when",
  steps: {
    when: { collect: "when", text: "when", exhausted: { end: "lost" }, next: "kind" },
    kind: {
      collect: "kind",
      text: "kind",
      choices: { new: { hear: yes }, old: { key: "2" } },
      exhausted: "book",
      next: "book",
    },
    book: { act: "visits.book", with: { at: "{when}" }, into: { tries: "left" }, next: "bye", failed: "bye" },
    bye: { say: "bye", next: { end: "booked", data: { at: "{when}" } } },
  },
});

/** Names and values that the compiler does not know are left to the check at run time. */
export function fromElsewhere(
  name: string,
  texts: Readonly<Record<string, string>>,
  slots: Readonly<Record<string, z.ZodType>>,
  effects: readonly EffectDefinition[],
  dialog: DialogDefinition,
  steps: Readonly<Record<string, { readonly say: string; readonly next: { readonly end: string } }>>,
): readonly RobotDefinition[] {
  return [
    defineRobot({
      ...shared,
      id: name,
      locale: name,
      slots,
      texts,
      effects,
      outcomes: { lost: { title: "Lost" }, done: { title: "Done" } },
      conditions: { long: ({ slots: filled }) => filled["amount"] !== undefined },
      start: name,
      steps: {
        ask: {
          ask: name,
          answers: { yes: { hear: yes, next: name, confirm: name } },
          noInput: [name],
          exhausted: { end: name },
          hungUp: name,
        },
        sum: { collect: name, text: name, readBack: name, exhausted: name, next: name },
        act: { act: name, with: { at: name, seats: name }, into: name, next: name, failed: name },
        use: { use: dialog, with: { city: name }, into: { street: name }, exits: { done: name } },
        talk: {
          converse: name,
          fill: [name],
          effects: [name],
          limits: { turns: 1, timeMs: 1, cost: 1 },
          exits: { done: name, gaveUp: name, limit: name, failed: { end: "done" } },
        },
        human: { transfer: { queue: name }, transferred: name, busy: name, noAnswer: name, failed: name },
        fork: { branch: [{ if: name, next: name }, { next: name }] },
      },
      unreached: name,
    }),
    defineRobot({
      ...shared,
      id: "steps-from-elsewhere",
      texts: { hello: "Hello" },
      outcomes: { lost: { title: "Lost" } },
      start: "ask",
      steps,
    }),
  ];
}

const fillIn = defineEffect({
  type: "forms.fill-in",
  input: z.object({
    fields: z.record(z.string(), z.string()),
    place: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("house"), floor: z.number() }),
      z.object({ kind: z.literal("street"), name: z.string() }),
    ]),
    marks: z.union([z.array(z.string()), z.array(z.number())]),
    owner: z.object({ name: z.string() }).nullable(),
    more: z.looseObject({ at: z.string() }),
    any: z.any(),
  }),
  output: z.json(),
  repeat: "may-repeat",
  perform: async () => null,
});

/** Values of every shape that schemas can have. */
export const shapes = defineRobot({
  ...shared,
  id: "shapes",
  slots: { amount: z.number().default(0), note: z.string().default("") },
  texts: { hello: "Hello {name}" },
  outcomes: { lost: { title: "Lost" } },
  effects: [fillIn],
  start: "act",
  steps: {
    act: {
      act: "forms.fill-in",
      with: {
        fields: { TITLE: "{name}", COMMENT: "Asked for {amount:money}" },
        place: { kind: "street", name: "{name}" },
        marks: [1, "{amount}"],
        owner: null,
        more: { at: "{name}", other: { deep: ["{note}", 5] } },
        any: { anything: true },
      },
      into: "note",
      next: { end: "lost" },
      failed: { end: "lost" },
    },
  },
});

type SlotsOf<Robot extends { readonly types?: unknown }> =
  NonNullable<Robot["types"]> extends { readonly slots: infer Slots } ? Slots : never;

type DataOf<Robot extends { readonly types?: unknown }> =
  NonNullable<Robot["types"]> extends { readonly data: infer Data } ? Data : never;

/** What is inferred. */
export type Inferred = readonly [
  Holds<Same<(typeof booking)["outcomeNames"][number], "booked" | "lost">>,
  Holds<
    Same<
      SlotsOf<typeof booking>,
      { readonly when: string | undefined; readonly tries: number; readonly kind: "new" | "old" | undefined }
    >
  >,
  Holds<Same<DataOf<typeof booking>, { readonly booked: { at: string; seats: number } }>>,
  Holds<Same<ReturnType<(typeof booking)["input"]["parse"]>, { name: string }>>,
  Holds<Same<(typeof survey)["outcomeNames"][number], "liked" | "disliked" | "silent" | "busy" | "lost">>,
  Holds<Same<ReturnType<(typeof survey)["input"]["parse"]>["kind"], "first" | "again">>,
  Holds<Same<SlotsOf<typeof survey>, { readonly seen: boolean }>>,
];

/** Whatever was inferred, it is a robot. */
export const anyRobot: readonly RobotDefinition[] = [booking, survey, visitReminder];

defineRobot({
  ...shared,
  id: "wrong-with",
  texts: { bye: "Bye." },
  outcomes: { lost: { title: "Lost" } },
  effects: [bookVisit],
  start: "book",
  steps: {
    // @ts-expect-error The effect needs `at`.
    book: { act: "visits.book", with: { seats: 2 }, next: { end: "lost" }, failed: { end: "lost" } },
  },
});

defineRobot({
  ...shared,
  id: "wrong-recogniser",
  slots: { seats: z.number() },
  texts: { seats: "How many?" },
  outcomes: { lost: { title: "Lost" } },
  start: "seats",
  steps: {
    // @ts-expect-error The slot takes a number, the recogniser hears a string.
    seats: { collect: "seats", text: "seats", hear: plate, exhausted: { end: "lost" }, next: { end: "lost" } },
  },
});

defineRobot({
  ...shared,
  id: "wrong-exit",
  texts: { bye: "Bye." },
  outcomes: { lost: { title: "Lost" } },
  locale: "ru",
  start: "where",
  steps: {
    // @ts-expect-error The exit `gaveUp` leads nowhere.
    where: { use: askAddress, with: { city: "{name}" }, exits: { done: { end: "lost" } } },
  },
});

outcomeRules(booking, { booked: { trigger: false, moveTo: "WON" }, lost: { retry: [{ afterMs: 60_000 }] } });
outcomeRules(visitReminder, { yes: {}, no: {}, noAnswer: {}, unclear: { todo: "Call" } });
// @ts-expect-error There is no rule for `lost`.
outcomeRules(booking, { booked: {} });
// @ts-expect-error A trigger and a move exclude each other.
outcomeRules(booking, { booked: { moveTo: "WON" }, lost: {} });
