import { defineRobot } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";

/** Version 2: whoever cannot come is asked whether another day would do. */
export const visitReminder2 = defineRobot({
  id: "visit-reminder",
  version: 2,
  direction: "outbound",
  locale: "en",
  input: z.object({ name: z.string(), time: z.string() }),
  texts: {
    question: "Hello, {name}! You have a visit at {time}. Will you come?",
    again: "Sorry, I did not get that. Please say yes or no.",
    seeYou: "Thank you, see you then!",
    otherDay: "Would another day suit you?",
    manager: "All right, a manager will call you.",
  },
  outcomes: {
    yes: { title: "Will come" },
    no: { title: "Will not come" },
    otherDay: { title: "Wants another day" },
    noAnswer: { title: "Did not pick up" },
    unclear: { title: "Answer not understood" },
  },
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: { yes: { hear: yesNo.yes, next: "thank" }, no: { hear: yesNo.no, next: "offer" } },
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    offer: {
      ask: "otherDay",
      answers: {
        yes: { hear: yesNo.yes, next: { end: "otherDay" } },
        no: { hear: yesNo.no, next: "promise" },
      },
      noMatch: ["again"],
      exhausted: "promise",
    },
    thank: { say: "seeYou", hungUp: "yes", next: { end: "yes" } },
    promise: { say: "manager", hungUp: "no", next: { end: "no" } },
  },
  unreached: "noAnswer",
  hungUp: "unclear",
});
