import { z } from "zod";
import { defineDialog, defineEffect, defineRobot } from "../../../src/define/index.ts";
import { yesNo } from "../../../src/phrases/index.ts";

const book = defineEffect({
  type: "visits.book",
  input: z.object({ at: z.string() }),
  output: z.object({ id: z.string(), free: z.boolean() }),
  repeat: "idempotent",
  perform: async () => ({ id: "1", free: true }),
});

const askAddress = defineDialog({
  id: "ask-address",
  locale: "en",
  input: z.object({ city: z.string() }),
  slots: { house: z.string() },
  texts: { house: "Which house in {city}?" },
  conditions: { short: ({ slots }) => slots.house === "1" },
  exits: ["done", "gaveUp"],
  start: "house",
  steps: {
    house: { collect: "house", text: "house", exhausted: { exit: "gaveUp" }, next: "size" },
    size: { branch: [{ if: "short", next: { exit: "gaveUp" } }, { next: { exit: "done" } }] },
  },
});

/** Every kind of step, commands and a digression. */
export const office = defineRobot({
  id: "office",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({ name: z.string(), vip: z.boolean() }),
  slots: {
    amount: z.number().min(0),
    kind: z.enum(["new", "old"]),
    house: z.string(),
    booking: z.string(),
    free: z.boolean(),
    wish: z.string(),
  },
  texts: {
    hello: "Hello {name}, shall we book a visit?",
    sure: "Did you say yes?",
    again: "Sorry?",
    howMuch: "How much may it cost?",
    back: "Is {amount} right?",
    which: "New or old?",
    moment: "One moment.",
    bye: "Good bye.",
    price: "It costs ten.",
    help: "How can I help?",
  },
  outcomes: {
    booked: { title: "Booked", data: z.object({ id: z.string() }) },
    refused: { title: "Refused" },
    handedOver: { title: "Handed over" },
    lost: { title: "Not reached" },
  },
  effects: [book],
  conditions: { large: ({ slots }) => (slots.amount ?? 0) > 50_000 },
  inputConditions: { vip: ({ input }) => input.vip },
  commands: { repeat: true, operator: "human", stop: { end: "refused" } },
  digressions: { price: { hear: yesNo.yes, key: "9", say: "price" } },
  transferred: "handedOver",
  start: "ask",
  steps: {
    ask: {
      ask: "hello",
      answers: {
        yes: { key: "1", hear: yesNo.yes, next: "who" },
        no: { key: "2", hear: yesNo.no, next: "bye" },
      },
      noInput: ["again"],
      confirmBelow: 0.7,
      confirm: "sure",
      exhausted: "bye",
    },
    who: { branch: [{ if: "vip", next: "human" }, { next: "sum" }] },
    sum: {
      collect: "amount",
      text: "howMuch",
      as: "money",
      noMatch: ["again"],
      readBack: "back",
      exhausted: "talk",
      next: "size",
    },
    size: { branch: [{ if: "large", next: "human" }, { next: "kind" }] },
    kind: {
      collect: "kind",
      text: "which",
      choices: { new: { key: "1" }, old: { key: "2" } },
      exhausted: "bye",
      next: "where",
    },
    where: {
      use: askAddress,
      with: { city: "{name}" },
      into: { house: "house" },
      exits: { done: "book", gaveUp: "bye" },
    },
    book: {
      act: "visits.book",
      with: { at: "{name}" },
      into: { booking: "id", free: "free" },
      filler: "moment",
      timeoutMs: 3_000,
      next: { end: "booked", data: { id: "{booking}" } },
      failed: "human",
    },
    talk: {
      converse: "Find out what {name} wants.",
      opening: "help",
      fill: ["wish"],
      effects: ["visits.book"],
      limits: { turns: 2, timeMs: 60_000, cost: 1 },
      exits: { done: "bye", gaveUp: "human", limit: "human", failed: "bye" },
    },
    human: { transfer: { queue: "sales" }, busy: "bye", noAnswer: "bye", failed: "bye" },
    bye: { say: "bye", next: { end: "refused" } },
  },
  unreached: "lost",
  hungUp: "refused",
});
