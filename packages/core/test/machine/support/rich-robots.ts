import { z } from "zod";
import type { DialogDocument, RobotDocument } from "../../../src/define/document.ts";
import type { EffectDefinition } from "../../../src/define/effect-definition.ts";
import type { RobotFunctions } from "../../../src/define/robot-definition.ts";

const repeated = { noInput: ["again"], noMatch: ["pardon"], timeoutMs: 5000 } as const;
const hearing = (name: string) => ({ hear: [`own.${name}`] });

/** A sub-dialog with an input, two slots of which one has a default, a branch, and two exits. */
export const askAddress: DialogDocument = {
  format: 1,
  kind: "dialog",
  id: "ask-address",
  locales: ["ru"],
  input: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  slots: { street: { type: "string" }, floor: { type: "number", default: 1 } },
  texts: { street: { ru: "Улица в {city}?" }, thanks: { ru: "{street}, {floor}" }, again: { ru: "Ещё раз" } },
  conditions: ["short"],
  exits: ["done", "gaveUp"],
  start: "ask",
  steps: {
    ask: {
      collect: "street",
      text: "street",
      as: "text",
      noInput: ["again"],
      noMatch: [],
      timeoutMs: 4000,
      exhausted: { exit: "gaveUp" },
      next: "size",
    },
    size: { branch: [{ if: "short", next: { exit: "gaveUp" } }, { next: "thank" }] },
    thank: { say: "thanks", next: { exit: "done" } },
  },
};

/** A robot with every kind of step. */
export const richRobot: RobotDocument = {
  format: 1,
  kind: "robot",
  id: "rich",
  version: 1,
  direction: "outbound",
  locales: ["ru"],
  input: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
  slots: {
    amount: { type: "number" },
    kind: { type: "string", enum: ["new", "old"] },
    stage: { type: "string" },
    visit: { type: "string" },
    free: { type: "boolean" },
    street: { type: "string" },
    tries: { type: "number", default: 0 },
  },
  texts: {
    intro: { ru: { say: "Здравствуйте, {name}", file: "intro.wav" } },
    howMuch: { ru: "Сколько?" },
    "sum.readBack": { ru: "{amount}, верно?" },
    whichKind: { ru: "Новый или старый?" },
    agree: { ru: "{amount} за {kind}: согласны?" },
    sure: { ru: "Точно?" },
    again: { ru: "Ещё раз" },
    pardon: { ru: "Простите?" },
    moment: { ru: "Минутку" },
    summary: { ru: "{name} согласен на {amount}" },
    help: { ru: "Чем помочь?" },
    priceText: { ru: "Бесплатно" },
    bye: { ru: "До свидания" },
  },
  outcomes: {
    agreed: {
      title: "Да",
      data: { type: "object", properties: { amount: { type: "number" }, note: { type: "string" } } },
    },
    refused: { title: "Нет" },
    unclear: { title: "?" },
    handedOver: { title: "Оператор" },
    optedOut: { title: "Не звонить" },
    lost: { title: "Повесил трубку" },
    noAnswer: { title: "—" },
  },
  effects: {
    "visits.book": {
      input: { type: "object", properties: { at: { type: "string" } }, required: ["at"] },
      output: {
        type: "object",
        properties: { id: { type: "string" }, free: { type: "boolean" } },
        required: ["id", "free"],
      },
    },
  },
  dialogs: { "ask-address": askAddress },
  commands: { repeat: true, operator: "human", stop: { end: "optedOut" } },
  digressions: { price: { hear: ["own.price"], key: "9", say: "priceText" } },
  start: "intro",
  steps: {
    intro: { say: "intro", bargeIn: true, next: "look" },
    look: {
      act: "crm.readField",
      with: { field: "STAGE_ID" },
      into: "stage",
      timeoutMs: 3000,
      filler: "moment",
      next: "sum",
      failed: "sum",
      hungUp: "lost",
    },
    sum: {
      collect: "amount",
      text: "howMuch",
      as: "money",
      ...repeated,
      exhausted: { end: "unclear" },
      next: "kind",
      readBack: "sum.readBack",
    },
    kind: {
      collect: "kind",
      text: "whichKind",
      as: "choice",
      choices: { new: { ...hearing("new"), key: "1" }, old: { ...hearing("old"), key: "2" } },
      ...repeated,
      exhausted: "human",
      next: "agree",
    },
    agree: {
      ask: "agree",
      answers: {
        yes: { hear: ["yesNo.yes"], key: "1", next: "size" },
        no: { hear: ["yesNo.no"], key: "2", next: { end: "refused" } },
        later: { hear: [], key: "3", next: "talk" },
      },
      ...repeated,
      exhausted: { end: "unclear" },
      confirmBelow: 0.7,
      confirm: "sure",
      bargeIn: false,
      model: "whether the client agrees",
    },
    size: { branch: [{ if: "large", next: "where" }, { next: "book" }] },
    where: {
      use: "ask-address",
      with: { city: "{name}" },
      into: { street: "street" },
      exits: { done: "book", gaveUp: "talk" },
    },
    book: {
      act: "visits.book",
      with: { at: "к {name}: {kind}" },
      into: { visit: "id", free: "free" },
      timeoutMs: 5000,
      next: { end: "agreed", data: { amount: "{amount}", note: "{name}: {amount:money}", street: "{street}" } },
      failed: "talk",
    },
    talk: {
      converse: "Узнай сумму у {name}.",
      opening: "help",
      fill: ["amount", "kind"],
      effects: ["visits.book", "crm.readField"],
      limits: { turns: 3, timeMs: 60_000, cost: 1 },
      exits: { done: "goodbye", gaveUp: "human", limit: "human", failed: { end: "unclear" } },
      hungUp: "lost",
    },
    human: {
      transfer: { queue: "sales" },
      whisper: "summary",
      busy: "goodbye",
      noAnswer: "sum",
      failed: "goodbye",
      hungUp: "lost",
    },
    goodbye: { say: "bye", next: { end: "unclear" } },
  },
  unreached: { default: "noAnswer" },
  hungUp: "unclear",
  transferred: "handedOver",
  conditions: ["large", "ask-address.short"],
  inputConditions: [],
};

/** An effect that nobody performs in these tests. */
const bookVisit: EffectDefinition = {
  kind: "effect",
  type: "visits.book",
  input: z.object({ at: z.string() }),
  output: z.object({ id: z.string(), free: z.boolean() }),
  timeoutMs: 10_000,
  repeat: "idempotent",
  retryDelaysMs: [],
  onFailure: "tell",
  perform: () => Promise.reject(new Error("not performed in tests")),
};

/** The code that {@link richRobot} names. */
export const richFunctions: Partial<RobotFunctions> = {
  conditions: {
    large: ({ slots }) => Number(slots["amount"] ?? 0) > 50_000,
    "ask-address.short": ({ input, slots }) =>
      (input as { readonly city?: string }).city === "Х" || String(slots["street"]).length < 3,
  },
  effects: { "visits.book": bookVisit },
};

const starting = new Map<string, RobotDocument>();

/** The rich robot beginning at another step. */
export function startingAt(start: string, change?: Partial<RobotDocument>): RobotDocument {
  if (change) return { ...richRobot, ...change, start };
  const document = starting.get(start) ?? { ...richRobot, start };
  starting.set(start, document);
  return document;
}
