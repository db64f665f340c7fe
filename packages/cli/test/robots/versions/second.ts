import { defineRobot } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";

/** The reminder, whose "no" is answered too. */
export const reminder = defineRobot({
  id: "reminder",
  version: 2,
  direction: "outbound",
  locales: ["en", "ru"],
  input: z.object({ name: z.string() }),
  texts: {
    question: { en: "Hello {name}, will you come?", ru: "Здравствуйте, {name}! Вы придёте?" },
    again: { en: "Please say yes or no.", ru: "Скажите, пожалуйста, да или нет." },
    thanks: { en: "Thank you!", ru: "Спасибо!" },
    pity: { en: "What a pity.", ru: "Очень жаль." },
  },
  outcomes: { yes: { title: "Comes" }, no: { title: "Does not come" }, lost: { title: "Not reached" } },
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: {
        yes: { hear: yesNo.yes, key: "1", next: "thank" },
        no: { hear: yesNo.no, key: "2", next: "regret" },
      },
      noMatch: ["again"],
      exhausted: { end: "lost" },
    },
    thank: { say: "thanks", hungUp: "yes", next: { end: "yes" } },
    regret: { say: "pity", hungUp: "no", next: { end: "no" } },
  },
  unreached: "lost",
  hungUp: "lost",
});
