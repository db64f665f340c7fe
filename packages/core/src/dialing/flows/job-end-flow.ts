import { assign, setup } from "xstate";
import { z } from "zod";
import { defineFlow, effect, record } from "../../machine/index.ts";
import { subjectSchema } from "./subject-schema.ts";

/** Id of the flow that tells a CRM how a job ended. */
export const jobEndFlowId = "callwright.job-end";

/** How long an item may take to move after its trigger fired, before it is looked at again. */
const moveSettlesMs = 1_000;

const input = z.object({
  job: z.string(),
  subject: subjectSchema.nullable(),
  responsibleId: z.string().nullable(),
  trigger: z.string().nullable(),
  moveTo: z.string().nullable(),
  todo: z.string().nullable(),
  request: z.boolean(),
  values: z.record(z.string(), z.string()),
});

/** What has to be told: a trigger or a move, a to-do, and the end of the CRM's own request. */
export type JobEndInput = z.infer<typeof input>;

type SubjectOrNone = JobEndInput["subject"];

interface Context extends JobEndInput {
  readonly stageBefore: string | null;
  readonly stageAfter: string | null;
}

const machine = setup({
  types: { context: {} as Context, input: {} as JobEndInput },
  actors: {
    "crm.readItem": effect<{ subject: SubjectOrNone }, { stage: string | null; responsibleId: string }>(),
    "crm.fireTrigger": effect<{ code: string | null; subject: SubjectOrNone; stageBefore: string | null }>(),
    "crm.moveItem": effect<{ subject: SubjectOrNone; stage: string | null; stageBefore: string | null }>(),
    "crm.createTodo": effect<{
      subject: SubjectOrNone;
      title: string | null;
      text: string;
      responsibleId: string | null;
    }>(),
    "crm.completeRequest": effect<{ values: Readonly<Record<string, string>> }>(),
  },
  actions: { "trigger.no-move": record<{ trigger: string | null; stage: string | null }>() },
  guards: {
    fires: ({ context }) => context.trigger !== null,
    moves: ({ context }) => context.moveTo !== null && context.subject !== null,
    stood: ({ context }) => context.stageBefore === context.stageAfter,
    reminds: ({ context }) => context.todo !== null && context.subject !== null && context.responsibleId !== null,
    completes: ({ context }) => context.request,
  },
}).createMachine({
  id: jobEndFlowId,
  context: ({ input }) => ({ ...input, stageBefore: null, stageAfter: null }),
  initial: "choosing",
  output: ({ context }) => ({
    trigger: context.trigger,
    stageBefore: context.stageBefore,
    stageAfter: context.stageAfter,
  }),
  states: {
    choosing: {
      always: [{ guard: "fires", target: "reading" }, { guard: "moves", target: "reading" }, { target: "reminding" }],
    },
    reading: {
      invoke: {
        id: "readBefore",
        src: "crm.readItem",
        input: ({ context }) => ({ subject: context.subject }),
        onDone: { target: "moving", actions: assign({ stageBefore: ({ event }) => event.output.stage }) },
      },
    },
    moving: { always: [{ guard: "fires", target: "firing" }, { target: "placing" }] },
    firing: {
      invoke: {
        id: "fire",
        src: "crm.fireTrigger",
        input: ({ context }) => ({
          code: context.trigger,
          subject: context.subject,
          stageBefore: context.stageBefore,
        }),
        onDone: "settling",
      },
    },
    settling: { after: { [moveSettlesMs]: "checking" } },
    checking: {
      invoke: {
        id: "readAfter",
        src: "crm.readItem",
        input: ({ context }) => ({ subject: context.subject }),
        onDone: { target: "comparing", actions: assign({ stageAfter: ({ event }) => event.output.stage }) },
      },
    },
    comparing: {
      always: [
        {
          guard: "stood",
          target: "reminding",
          actions: {
            type: "trigger.no-move",
            params: ({ context }) => ({ trigger: context.trigger, stage: context.stageAfter }),
          },
        },
        { target: "reminding" },
      ],
    },
    placing: {
      invoke: {
        id: "place",
        src: "crm.moveItem",
        input: ({ context }) => ({
          subject: context.subject,
          stage: context.moveTo,
          stageBefore: context.stageBefore,
        }),
        onDone: "reminding",
      },
    },
    reminding: { always: [{ guard: "reminds", target: "creatingTodo" }, { target: "completing" }] },
    creatingTodo: {
      invoke: {
        id: "todo",
        src: "crm.createTodo",
        input: ({ context }) => ({
          subject: context.subject,
          title: context.todo,
          text: "",
          responsibleId: context.responsibleId,
        }),
        onDone: "completing",
      },
    },
    completing: { always: [{ guard: "completes", target: "completingRequest" }, { target: "told" }] },
    completingRequest: {
      invoke: {
        id: "complete",
        src: "crm.completeRequest",
        input: ({ context }) => ({ values: context.values }),
        onDone: "told",
      },
    },
    told: { type: "final" },
  },
});

/** Tells the CRM how a job ended: trigger or move, to-do, completed request. Once per job, after its last attempt. */
export const jobEndFlow = defineFlow({
  id: jobEndFlowId,
  version: 1,
  machine,
  input,
  effects: ["crm.readItem", "crm.fireTrigger", "crm.moveItem", "crm.createTodo", "crm.completeRequest"],
});
