import { defineMigration } from "@callwright/core";
import { feedback1 } from "./feedback-1.ts";
import { feedback2 } from "./feedback-2.ts";
import { visitReminder1 } from "./visit-reminder-1.ts";
import { visitReminder2 } from "./visit-reminder-2.ts";

/** Runs that wait for an answer wait on. The message that is on its way keeps its version: version 2 sends it otherwise. */
export const feedbackTo2 = defineMigration({
  from: feedback1,
  to: feedback2,
  states: { waiting: "listening" },
  context: (context) => ({ ...context, asked: 1 }),
});

/** The way back. The reminder of version 2 has no counterpart: it is dropped. */
export const feedbackTo1 = defineMigration({
  from: feedback2,
  to: feedback1,
  states: { listening: "waiting" },
  context: ({ to, stars }) => ({ to, stars }),
  timers: { "xstate.after.86400000.feedback.listening": null },
});

/** For calls: those on the line stay on their version, as the vendor leads them through its steps. */
export const remindersTo2 = defineMigration({ from: visitReminder1, to: visitReminder2 });
