import { setup } from "xstate";
import { z } from "zod";
import { defineFlow, effect } from "../../machine/index.ts";
import { subjectSchema } from "./subject-schema.ts";

/** Id of the flow that asks a person about a call whose result is unknown. */
export const noticeFlowId = "callwright.notice";

const input = z.object({ subject: subjectSchema, responsibleId: z.string(), title: z.string(), text: z.string() });

/** The to-do, and for whom. */
export type NoticeInput = z.infer<typeof input>;

const machine = setup({
  types: { context: {} as NoticeInput, input: {} as NoticeInput },
  actors: { "crm.createTodo": effect<NoticeInput>() },
}).createMachine({
  id: noticeFlowId,
  context: ({ input }) => input,
  initial: "asking",
  states: {
    asking: { invoke: { id: "todo", src: "crm.createTodo", input: ({ context }) => context, onDone: "asked" } },
    asked: { type: "final" },
  },
});

/** Creates a to-do for the item's responsible. */
export const noticeFlow = defineFlow({ id: noticeFlowId, version: 1, machine, input, effects: ["crm.createTodo"] });
