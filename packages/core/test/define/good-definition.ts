import { z } from "zod";
import { defineRobot } from "../../src/define/index.ts";
import { askAddress, bookVisit, no, plate, yes } from "./sample-parts.ts";

/** A robot without mistakes that has every kind of step; `single-mistakes.ts` edits its text. */
// prettier-ignore
export const good = defineRobot({
  id: "r", version: 1, direction: "outbound", locale: "ru",
  input: z.object({ name: z.string(), vip: z.boolean(), city: z.string() }),
  slots: { amount: z.number(), stage: z.string().default("-"), kind: z.enum(["new", "old"]), tries: z.number().default(0) },
  texts: { hello: "Да, {name}?", bye: "Пока {tries:plural(раз|раза|раз)}", back: "Верно {amount:money}?", wait: { say: "Минуту", file: "wait.wav" } },
  outcomes: { yes: { title: "Да" }, lost: { title: "Нет" }, later: { title: "Позже", data: z.object({ at: z.string() }) }, human: { title: "Передан" } },
  effects: [bookVisit],
  conditions: { large: ({ input, slots }) => input.vip && (slots.amount ?? 0) + slots.tries > 5 },
  commands: { repeat: true, operator: "human", stop: { end: "lost" } },
  digressions: { price: { hear: no, key: "9", say: "wait" } },
  transferred: "human",
  start: "first",
  steps: {
    first: { ask: "hello", answers: { yes: { hear: yes, key: "1", next: "size" } }, noInput: ["wait"], exhausted: { end: "lost" }, timeoutMs: 3000, confirmBelow: 0.5, confirm: "hello", bargeIn: true, model: "x" },
    size: { branch: [{ if: "large", next: "last" }, { next: { end: "yes" } }] },
    last: { say: "bye", hungUp: "yes", next: { end: "later", data: { at: "в {stage}" } } },
    sum: { collect: "amount", text: "hello", as: "money", readBack: "back", confirmBelow: 0.8, noMatch: ["wait"], exhausted: "sort", next: "sort" },
    sort: { collect: "kind", text: "wait", choices: { new: { hear: yes, key: "2" }, old: { key: "3" } }, exhausted: "car", next: "car" },
    car: { collect: "stage", text: "wait", hear: plate, exhausted: "look", next: "look" },
    look: { act: "crm.readField", with: { field: "STAGE_ID" }, into: "stage", filler: "wait", next: "book", failed: "book" },
    book: { act: "visits.book", with: { at: "{stage}", seats: "{tries}" }, into: { tries: "left" }, next: "where", failed: "where" },
    where: { use: askAddress, with: { city: "{city}" }, into: { stage: "street" }, exits: { done: "talk", gaveUp: "talk" } },
    human: { transfer: { queue: "sales" }, whisper: "wait", busy: "sum", noAnswer: "sum", failed: "sum" },
    talk: { converse: "Ask {name}.", opening: "wait", fill: ["kind"], effects: ["visits.book"], limits: { turns: 8, timeMs: 1000, cost: 1 }, exits: { done: "last", gaveUp: "human", limit: "human", failed: { end: "human" } } },
  },
  unreached: "lost", hungUp: "lost",
});
