import { defineRobot, outcomeRules } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";

export const orderCheck = defineRobot({
  id: "order-check",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({ name: z.string(), total: z.number() }),
  texts: {
    question: "Hello {name}, you have ordered for {total:money}. Shall we deliver it tomorrow?",
    again: "Sorry, I did not get that. Please say yes or no, or press one for yes and two for no.",
    thanks: "Thank you, see you tomorrow!",
    manager: "All right, a manager will call you about another day.",
    bye: "We will not call you again. Goodbye.",
  },
  outcomes: {
    confirmed: { title: "Delivery confirmed" },
    otherDay: { title: "Another day" },
    optedOut: { title: "Wants no calls" },
    unreached: { title: "Not reached" },
    unclear: { title: "Answer not understood" },
  },
  commands: { repeat: true, stop: "goodbye" },
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: {
        yes: { hear: yesNo.yes, key: "1", next: "thank" },
        no: { hear: yesNo.no, key: "2", next: "promise" },
      },
      noInput: ["again", "again"],
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    thank: { say: "thanks", hungUp: "confirmed", next: { end: "confirmed" } },
    promise: { say: "manager", hungUp: "otherDay", next: { end: "otherDay" } },
    goodbye: { say: "bye", hungUp: "optedOut", next: { end: "optedOut" } },
  },
  unreached: "unreached",
  hungUp: "unclear",
});

export const orderRules = outcomeRules(orderCheck, {
  confirmed: {},
  otherDay: { todo: "Agree on another day" },
  optedOut: { trigger: false, todo: "The client wants no more calls" },
  unreached: { retry: [{ afterMs: 3_600_000 }] },
  unclear: { trigger: false, todo: "Call the client" },
});
