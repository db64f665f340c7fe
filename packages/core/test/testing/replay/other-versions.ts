import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";
import { yesNo } from "../../../src/phrases/index.ts";

/** The visit reminder with one change: a no leads to another step, which ends otherwise. */
export const otherVisitReminder = defineRobot({
  id: "visit-reminder",
  version: 2,
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
      answers: { yes: { hear: yesNo.yes, key: "1", next: "thank" }, no: { hear: yesNo.no, key: "2", next: "sorry" } },
      noInput: ["again", "again"],
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    thank: { say: "seeYou", hungUp: "yes", next: { end: "yes" } },
    sorry: { say: "manager", hungUp: "no", next: { end: "unclear" } },
  },
  unreached: "noAnswer",
  hungUp: "unclear",
});
