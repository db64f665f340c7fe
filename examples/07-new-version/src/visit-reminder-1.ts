import { defineRobot } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";

/** Asks whether a client will come; a no is passed on to a manager. */
export const visitReminder1 = defineRobot({
  id: "visit-reminder",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({ name: z.string(), time: z.string() }),
  texts: {
    question: "Hello, {name}! You have a visit at {time}. Will you come?",
    again: "Sorry, I did not get that. Please say yes or no.",
    seeYou: "Thank you, see you then!",
    manager: "All right, a manager will call you.",
  },
  outcomes: {
    yes: { title: "Will come" },
    no: { title: "Will not come" },
    noAnswer: { title: "Did not pick up" },
    unclear: { title: "Answer not understood" },
  },
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: { yes: { hear: yesNo.yes, next: "thank" }, no: { hear: yesNo.no, next: "promise" } },
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    thank: { say: "seeYou", hungUp: "yes", next: { end: "yes" } },
    promise: { say: "manager", hungUp: "no", next: { end: "no" } },
  },
  unreached: "noAnswer",
  hungUp: "unclear",
});
