import { z } from "zod";
import { builtInEffects } from "../../define/index.ts";
import { declareEffect, type EffectDeclaration } from "../../engine/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { DialingParts } from "../dialing-parts.ts";
import { subjectSchema } from "../flows/subject-schema.ts";
import { requestTimeoutMs, retryDelaysMs } from "./retry-delays.ts";

const nothing = z.unknown();
const itemInput = z.object({ subject: subjectSchema });
const triggerInput = z.object({ code: z.string(), subject: subjectSchema, stageBefore: z.string().nullable() });
const moveInput = z.object({ subject: subjectSchema, stage: z.string(), stageBefore: z.string().nullable() });
const todoInput = z.object({ subject: subjectSchema, title: z.string(), text: z.string(), responsibleId: z.string() });
const completeInput = z.object({ values: z.record(z.string(), z.string()) });

/** How long a person has for a to-do. */
const todoDeadlineMs = 24 * 3_600_000;

/** What dialing does in the CRM. */
export function crmEffects(parts: DialingParts): readonly EffectDeclaration[] {
  return [
    readItem(parts),
    readField(parts),
    fireTrigger(parts),
    moveItem(parts),
    createTodo(parts),
    completeRequest(parts),
  ];
}

const common = { timeoutMs: requestTimeoutMs, retryDelaysMs, capability: "crm" } as const;

function readItem({ ports }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...common,
    type: "crm.readItem",
    repeat: "idempotent",
    input: itemInput,
    output: z.object({ stage: z.string().nullable(), responsibleId: z.string() }),
    perform: ({ subject }, { account }) => ports.crm(account).readItem(subject),
  });
}

/** How long a client on the line waits for a field. */
const fieldTimeoutMs = 5_000;

function readField({ ports, store }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...builtInEffects["crm.readField"],
    type: "crm.readField",
    capability: "crm",
    repeat: "idempotent",
    timeoutMs: fieldTimeoutMs,
    retryDelaysMs: [],
    onFailure: "tell",
    perform: async ({ field }, { account, job }) => {
      const row = job === null ? undefined : await store.read("jobs", job);
      const item = row?.subject ?? row?.contact;
      if (!item) throw new CallwrightError("JOB_UNKNOWN", { job: job ?? "" });
      return toWords(await ports.crm(account).readField(item, field));
    },
  });
}

/** A field's value as a text; several values are joined. */
function toWords(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.map((each: unknown) => toWords(each) ?? "").join(", ") || null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function fireTrigger({ ports, settleMs }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...common,
    type: "crm.fireTrigger",
    repeat: "at-most-once",
    unknownCode: "TRIGGER_RESULT_UNKNOWN",
    settleMs,
    input: triggerInput,
    output: nothing,
    // Waits before the effect counts as started: a process that dies while it waits has fired nothing.
    ready: async (_, { account }) => {
      await ports.crm(account).waitTurn?.();
      return { ready: true };
    },
    perform: async ({ code, subject }, { account }) => {
      await ports.crm(account).fireTrigger(code, subject);
      return null;
    },
    // An item that has left its stage was moved by the trigger; one that has not may stand where no stage waits for the trigger.
    reconcile: async ({ subject, stageBefore }, { account }) => {
      const { stage } = await ports.crm(account).readItem(subject);
      return stage === stageBefore ? { found: false, proof: false } : { found: true, output: null };
    },
  });
}

function moveItem({ ports }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...common,
    type: "crm.moveItem",
    repeat: "idempotent",
    input: moveInput,
    output: z.object({ moved: z.boolean() }),
    // Somebody who moved the item meanwhile knows better.
    perform: async ({ subject, stage, stageBefore }, { account }) => {
      const crm = ports.crm(account);
      const current = await crm.readItem(subject);
      if (current.stage !== stageBefore) return { moved: current.stage === stage };
      await crm.moveItem(subject, stage);
      return { moved: true };
    },
  });
}

function createTodo({ ports, clock, settleMs }: DialingParts): EffectDeclaration {
  const todoOf = (input: z.infer<typeof todoInput>, mark: string) => ({
    ...input,
    mark,
    deadlineAt: clock.now() + todoDeadlineMs,
  });
  return declareEffect({
    ...common,
    type: "crm.createTodo",
    repeat: "marked",
    settleMs,
    input: todoInput,
    output: z.object({ id: z.string() }),
    perform: (input, { account, key }) => ports.crm(account).createTodo(todoOf(input, key)),
    reconcile: async (input, { account, key }) => {
      const todo = await ports.crm(account).findTodo(todoOf(input, key));
      return todo ? { found: true, output: todo } : { found: false, proof: false };
    },
  });
}

function completeRequest({ ports, store }: DialingParts): EffectDeclaration {
  return declareEffect({
    ...common,
    type: "crm.completeRequest",
    repeat: "idempotent",
    input: completeInput,
    output: z.object({ alreadyCompleted: z.boolean() }),
    perform: async ({ values }, { account, job }) => {
      const row = job === null ? undefined : await store.read("jobs", job);
      if (!row?.requestToken) throw new CallwrightError("JOB_UNKNOWN", { job: job ?? "" });
      const log = values["outcomeTitle"] || values["reason"] || "";
      return ports.crm(account).completeRequest({ token: row.requestToken, values, log });
    },
  });
}
