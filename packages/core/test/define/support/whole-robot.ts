import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";
import {
  defineDialog,
  type DialogDefinition,
  type EffectDefinition,
  type Recogniser,
  type SlotRecogniser,
} from "../../../src/define/index.ts";

/** A recogniser that hears one word. */
export function hears(name: string, word: string): Recogniser {
  return {
    kind: "own",
    name,
    locales: ["ru", "uk"],
    match: (utterance) => (utterance.includes(word) ? 0.9 : undefined),
  };
}

export const asksPrice = hears("asksPrice", "цен");
export const saysNew = hears("saysNew", "нов");
export const saysOld = hears("saysOld", "стар");

/** A recogniser of values that a user wrote. */
export const plate: SlotRecogniser = {
  kind: "own",
  name: "plate",
  locales: ["ru", "uk"],
  read: (utterance) => (utterance === "" ? undefined : { value: utterance, confidence: 1 }),
};

/** An effect that a user wrote. */
export const bookVisit: EffectDefinition<string, never> = {
  kind: "effect",
  type: "visits.book",
  input: z.object({ at: z.string(), note: z.string().optional(), seats: z.int().default(1) }) as never,
  output: z.object({ id: z.string(), free: z.boolean(), hint: z.string().optional() }),
  timeoutMs: 3000,
  repeat: "idempotent",
  retryDelaysMs: [],
  onFailure: "tell",
  perform: () => Promise.resolve({ id: "1", free: true }),
};

/** What `defineDialog` gives for a source that the compiler does not know. */
export function plainDialog(source: unknown): DialogDefinition {
  return defineDialog(source as never);
}

/** A dialog as plain JavaScript would give it. */
export function addressSource() {
  return {
    id: "ask-address",
    locales: ["ru", "uk"],
    input: z.object({ city: z.string(), flat: z.boolean().default(false) }),
    slots: { street: z.string(), house: z.string() },
    texts: { street: "Какая улица в городе {city}?", house: "Номер дома на {street}?", sorry: "…" },
    conditions: { short: () => true },
    exits: ["done", "gaveUp"],
    start: "street",
    steps: {
      street: { collect: "street", text: "street", noMatch: ["sorry"], exhausted: { exit: "gaveUp" }, next: "size" },
      size: { branch: [{ if: "short", next: "house" }, { next: { exit: "gaveUp" } }] },
      house: { collect: "house", text: "house", readBack: true, exhausted: { exit: "gaveUp" }, next: { exit: "done" } },
    },
  };
}

export const askAddress = plainDialog(addressSource());

/** A robot with every kind of step and every member, as plain JavaScript would give it. */
export function wholeRobot() {
  return {
    id: "whole",
    version: 1,
    direction: "outbound",
    locales: ["ru", "uk"],
    input: z.object({ name: z.string(), city: z.string(), vip: z.boolean(), note: z.string().optional() }),
    slots: {
      amount: z.number(),
      kind: z.enum(["new", "old"]),
      when: z.iso.date(),
      plate: z.string(),
      stage: z.string().nullable(),
      street: z.string(),
      visit: z.string(),
      tries: z.number().default(0),
    },
    texts: {
      hello: { ru: "Здравствуйте, {name}!", uk: { say: "Вітаємо!", file: "hello-uk.wav" } },
      sure: "Вы сказали да?",
      howMuch: "Сколько?",
      whichKind: "Новый или старый?",
      which: "Какой номер?",
      whenText: "Когда?",
      isItWhen: "{when:date}, верно?",
      moment: "Минуту…",
      price: "Это стоит {tries:number}.",
      summary: "{name}, {amount:money}",
      thanks: "Ждём вас {when:date}, {street}.",
      talk: "Расскажите.",
    },
    outcomes: {
      booked: { title: "Записан", data: z.object({ at: z.string(), by: z.string().optional() }) },
      human: { title: "У человека" },
      later: { title: "Позже" },
      never: { title: "Просит не звонить" },
      lost: { title: "Не дозвонились" },
    },
    effects: [bookVisit],
    conditions: { large: () => true },
    inputConditions: { vip: () => true },
    commands: { repeat: true, operator: "human", stop: { end: "never" } },
    digressions: { price: { hear: asksPrice, key: "9", say: "price" } },
    upgradeInput: (old: object) => ({ city: "", vip: false, ...old }),
    transferred: "human",
    start: "intro",
    steps: {
      intro: { say: "hello", bargeIn: false, hungUp: "later", next: "ask" },
      ask: {
        ask: "hello",
        answers: {
          yes: { hear: yesNo.yes, key: "1", next: "look", confirm: "sure" },
          no: { hear: [yesNo.no], next: { end: "later" } },
        },
        noInput: ["hello"],
        exhausted: "human",
        bargeIn: false,
        confirmBelow: 0.7,
        confirm: "sure",
        model: "whether the client comes",
      },
      look: {
        act: "crm.readField",
        with: { field: "STAGE_ID" },
        into: "stage",
        timeoutMs: 3000,
        filler: "moment",
        next: "sum",
        failed: "sum",
      },
      sum: { collect: "amount", text: "howMuch", as: "money", readBack: true, exhausted: "human", next: "which" },
      which: {
        collect: "kind",
        text: "whichKind",
        choices: { new: { hear: saysNew, key: "1" }, old: { hear: saysOld, key: "2" } },
        exhausted: "human",
        next: "car",
      },
      car: { collect: "plate", text: "which", hear: plate, exhausted: "human", next: "day" },
      day: {
        collect: "when",
        text: "whenText",
        readBack: "isItWhen",
        confirmBelow: 0.8,
        noMatch: ["whenText"],
        exhausted: "human",
        next: "size",
      },
      size: { branch: [{ if: "large", next: "human" }, { if: "vip", next: "book" }, { next: "talk" }] },
      book: {
        act: "visits.book",
        with: { at: "{when}", note: "Просил {name}" },
        into: { visit: "id" },
        next: "where",
        failed: { end: "later" },
      },
      where: {
        use: askAddress,
        with: { city: "{city}" },
        into: { street: "street" },
        exits: { done: "thank", gaveUp: { end: "booked", data: { at: "{when}", by: "{note}" } } },
      },
      thank: { say: "thanks", hungUp: "later", next: { end: "booked", data: { at: "{when}" } } },
      talk: {
        converse: "Find out what {name} wants.",
        opening: "talk",
        fill: ["tries"],
        effects: ["crm.readField"],
        limits: { turns: 8, timeMs: 120_000, cost: 0.2 },
        exits: { done: "book", gaveUp: "human", limit: "human", failed: { end: "later" } },
      },
      human: {
        transfer: { queue: "sales" },
        busy: { end: "later" },
        noAnswer: { end: "later" },
        closed: { end: "later" },
        failed: { end: "later" },
      },
    },
    unreached: "lost",
    hungUp: "later",
  };
}
