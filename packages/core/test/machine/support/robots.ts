import { z } from "zod";
import type { RobotDocument } from "../../../src/define/document.ts";
import type { RobotDefinition, RobotFunctions } from "../../../src/define/robot-definition.ts";

const noFunctions: RobotFunctions = {
  recognisers: {},
  conditions: {},
  inputConditions: {},
  slotRecognisers: {},
  effects: {},
};

/** A definition around a document, as `defineRobot` would give it. */
export function definitionOf(document: RobotDocument, functions: Partial<RobotFunctions> = {}): RobotDefinition {
  return {
    kind: "robot",
    id: document.id,
    version: document.version,
    document,
    functions: { ...noFunctions, ...functions },
    fingerprint: "0".repeat(64),
    input: z.object({ name: z.string(), vip: z.boolean(), large: z.boolean() }),
    outcomeNames: Object.keys(document.outcomes),
  };
}

/** The robot of the main job as a document. */
export const visitReminder: RobotDocument = {
  format: 1,
  kind: "robot",
  id: "visit-reminder",
  version: 1,
  direction: "outbound",
  locales: ["ru"],
  input: {
    type: "object",
    properties: { name: { type: "string" }, time: { type: "string" } },
    required: ["name", "time"],
  },
  texts: {
    question: { ru: "{name}, вы придёте в {time}?" },
    again: { ru: "Да или нет?" },
    pardon: { ru: "Простите?" },
    seeYou: { ru: "Ждём вас!" },
    manager: { ru: "Вам перезвонят." },
  },
  outcomes: {
    yes: { title: "ДА" },
    no: { title: "НЕТ" },
    noAnswer: { title: "—" },
    unclear: { title: "?" },
    busy: { title: "занято" },
  },
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: {
        yes: { hear: ["yesNo.yes"], key: "1", next: "thank" },
        no: { hear: ["yesNo.no"], key: "2", next: "promise" },
      },
      noInput: ["again", "again"],
      noMatch: ["pardon"],
      exhausted: { end: "unclear" },
      timeoutMs: 5000,
    },
    thank: { say: "seeYou", hungUp: "yes", next: { end: "yes" } },
    promise: { say: "manager", hungUp: "no", next: { end: "no" } },
  },
  unreached: { default: "noAnswer", busy: "busy" },
  hungUp: "unclear",
  conditions: [],
  inputConditions: [],
};

/** Two branches on the input, and a step that only important clients come to. */
export const branching: RobotDocument = {
  ...visitReminder,
  id: "branching",
  start: "who",
  inputConditions: ["vip", "large", "unused"],
  steps: {
    ...visitReminder.steps,
    who: { branch: [{ if: "vip", next: "greet" }, { next: "ask" }] },
    greet: { say: "manager", next: "size" },
    size: { branch: [{ if: "large", next: "promise" }, { next: "ask" }] },
  },
};

/** The code that {@link branching} names. */
export const branchingFunctions: Partial<RobotFunctions> = {
  inputConditions: {
    vip: ({ input }) => (input as { readonly vip: boolean }).vip,
    large: ({ input }) => (input as { readonly large: boolean }).large,
    unused: () => true,
  },
};
