import { defineRobot, outcomeRules } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";

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

export const visitRules = outcomeRules(visitReminder, {
  yes: {},
  no: {},
  noAnswer: { retry: [{ afterMs: 3_600_000 }] },
  unclear: { trigger: false, todo: "Ответ клиента не распознан: перезвоните" },
});
