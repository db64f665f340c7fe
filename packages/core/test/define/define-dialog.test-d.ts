import { z } from "zod";
import { defineDialog, type DialogDefinition } from "../../src/define/index.ts";
import { askAddress } from "./sample-parts.ts";
import type { Holds, Same } from "./same-type.ts";

const confirm = defineDialog({
  id: "confirm",
  locales: ["ru", "uk"],
  texts: { sure: { ru: "Точно?", uk: "Точно?" } },
  exits: ["yes", "no"],
  start: "ask",
  steps: {
    ask: {
      ask: "sure",
      answers: { yes: { key: "1", next: { exit: "yes" } }, no: { key: "2", next: { exit: "no" } } },
      exhausted: { exit: "no" },
    },
  },
});

const visit = defineDialog({
  id: "visit",
  locale: "ru",
  input: z.object({ city: z.string().default("Москва") }),
  slots: { floor: z.number(), street: z.string() },
  texts: { floor: "Этаж?" },
  conditions: { high: ({ input, slots }) => input.city.length > 3 && (slots.floor ?? 0) > 9 },
  exits: ["done"],
  start: "where",
  steps: {
    where: {
      use: askAddress,
      with: { city: "{city}" },
      into: { street: "street" },
      exits: { done: "fork", gaveUp: "fork" },
    },
    fork: { branch: [{ if: "high", next: { exit: "done" } }, { next: "floor" }] },
    floor: { collect: "floor", text: "floor", exhausted: { exit: "done" }, next: { exit: "done" } },
  },
});

/** What is inferred. */
export type Inferred = readonly [
  Holds<Same<(typeof confirm)["exitNames"][number], "yes" | "no">>,
  Holds<Same<NonNullable<(typeof confirm)["types"]>["locale"], "ru" | "uk">>,
  Holds<Same<z.input<(typeof visit)["input"]>, { city?: string | undefined }>>,
  Holds<Same<z.output<(typeof visit)["slots"]["floor"]>, number>>,
  Holds<Same<keyof (typeof confirm)["slots"], never>>,
];

/** Whatever was inferred, it is a dialog. */
export const anyDialog: readonly DialogDefinition[] = [askAddress, confirm, visit];

defineDialog({
  id: "never-left",
  locale: "ru",
  texts: { hello: "Здравствуйте!" },
  // @ts-expect-error No step leads to the exit `never`.
  exits: ["done", "never"],
  start: "hello",
  steps: { hello: { say: "hello", next: { exit: "done" } } },
});

defineDialog({
  id: "ends",
  locale: "ru",
  texts: { hello: "Здравствуйте!" },
  exits: ["done"],
  start: "hello",
  steps: {
    hello: { say: "hello", next: { exit: "done" } },
    // @ts-expect-error Only a robot ends the call.
    bye: { say: "hello", next: { end: "done" } },
  },
});
