import { defineRobot } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";

export const reminder = defineRobot({
  id: "reminder",
  version: 1,
  direction: "outbound",
  locales: ["en", "ru"],
  input: z.object({ name: z.string() }),
  texts: {
    question: { en: "Hello {name}, will you come?", ru: "Здравствуйте, {name}! Вы придёте?" },
    again: { en: "Please say yes or no.", ru: "Скажите, пожалуйста, да или нет." },
    thanks: { en: "Thank you!", ru: "Спасибо!" },
  },
  outcomes: { yes: { title: "Comes" }, no: { title: "Does not come" }, lost: { title: "Not reached" } },
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: {
        yes: { hear: yesNo.yes, key: "1", next: "thank" },
        no: { hear: yesNo.no, key: "2", next: { end: "no" } },
      },
      noMatch: ["again"],
      exhausted: { end: "lost" },
    },
    thank: { say: "thanks", hungUp: "yes", next: { end: "yes" } },
  },
  unreached: "lost",
  hungUp: "lost",
});
