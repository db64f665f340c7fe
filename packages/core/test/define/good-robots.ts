import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";
import { defineRobot, outcomeRules, type Recogniser } from "../../src/define/index.ts";

/** The robot of the README. */
export const visitReminder = defineRobot({
  id: "visit-reminder",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ name: z.string(), time: z.string() }),
  texts: {
    question: "Здравствуйте, {name}! Вы записаны на {time}. Вы придёте?",
    again: "Извините, не расслышал. Скажите, пожалуйста, да или нет.",
    seeYou: "Спасибо, ждём вас!",
    manager: "Хорошо, вам перезвонит менеджер.",
  },
  outcomes: {
    yes: { title: "Клиент ответил ДА" },
    no: { title: "Клиент ответил НЕТ" },
    noAnswer: { title: "Клиент не взял трубку" },
    unclear: { title: "Ответ не распознан" },
  },
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: { yes: { hear: yesNo.yes, key: "1", next: "thank" }, no: { hear: yesNo.no, key: "2", next: "promise" } },
      noInput: ["again", "again"],
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    thank: { say: "seeYou", hungUp: "yes", next: { end: "yes" } },
    promise: { say: "manager", hungUp: "no", next: { end: "no" } },
  },
  unreached: "noAnswer",
  hungUp: "unclear",
});

/** A recogniser that a user wrote. */
export const ofCourse: Recogniser = {
  kind: "own",
  name: "ofCourse",
  locales: ["ru", "uk"],
  match: (utterance) => (utterance.includes("звісно") ? 1 : undefined),
};

/** Everything that steps, conditions and locales allow. */
export const survey = defineRobot({
  id: "survey-2",
  version: 3,
  direction: "outbound",
  locales: ["ru", "uk"],
  input: z.object({
    name: z.string().default("клиент"),
    visits: z.int().min(0),
    vip: z.boolean(),
    beganAt: z.iso.datetime(),
    kind: z.enum(["first", "again"]),
    notes: z.array(z.string()).optional(),
  }),
  texts: {
    hello: { ru: "Здравствуйте, {name}! Визитов: {visits}.", uk: "Вітаємо, {name}! Візитів: {visits}." },
    like: { ru: "Вам понравилось ({kind})?", uk: "Вам сподобалось ({kind})?" },
    beep: "…",
  },
  outcomes: {
    liked: { title: "Понравилось", data: z.object({ at: z.iso.datetime() }) },
    disliked: { title: "Не понравилось" },
    silent: { title: "Молчит" },
    busy: { title: "Занято" },
    lost: { title: "Не дозвонились" },
  },
  slots: { seen: z.boolean().default(false) },
  conditions: { regular: ({ input, slots }) => input.visits > 3 && !slots.seen },
  inputConditions: { vip: ({ input }) => input.vip },
  start: "hello",
  steps: {
    hello: { say: "hello", next: "size" },
    size: {
      branch: [
        { if: "vip", next: "like" },
        { if: "regular", next: { end: "liked", data: { at: "{beganAt}" } } },
        { next: "like" },
      ],
    },
    like: {
      ask: "like",
      answers: {
        yes: { hear: [yesNo.yes, ofCourse], next: { end: "liked", data: { at: "{beganAt}" } } },
        no: { hear: yesNo.no, key: "#", next: { end: "disliked" } },
        again: { key: "*", next: "like" },
      },
      noInput: ["beep"],
      exhausted: { end: "silent" },
      timeoutMs: 3000,
      hungUp: "silent",
    },
  },
  unreached: { default: "lost", busy: "busy", no_answer: "lost" },
  hungUp: "silent",
});

/** A rule for every outcome. */
export const visitRules = outcomeRules(visitReminder, {
  yes: {},
  no: { trigger: false, moveTo: "REFUSED" },
  noAnswer: { retry: [{ afterMs: 3_600_000 }] },
  unclear: { trigger: false, todo: "Перезвонить: ответ не распознан" },
});
