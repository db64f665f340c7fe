import type { z } from "zod";
import { CallwrightError } from "../errors/index.ts";
import { fingerprintOf, functionNamesOf } from "./fingerprint.ts";
import { createNotes } from "./readers/notes.ts";
import { readRobot } from "./readers/read-robot.ts";
import { isRecord } from "./readers/read-value.ts";
import type { RobotDefinition } from "./robot-definition.ts";
import type { CheckWhole, RobotSource } from "./types/robot-source.ts";
import type { Names } from "./types/robot-shape.ts";

/**
 * A voice robot: what it is given, what it says and asks, and how a call can end.
 *
 * Shape: a JSON document and the functions that it names; nothing of it runs before a call.
 * Default: a question waits 5 seconds (`timeoutMs: 5000`) and repeats nothing (`noInput: []`, `noMatch: []`).
 * Limits: an input that survives JSON; steps `say`, `ask` and `branch`; a circle of steps must wait for an answer.
 *
 * @throws CallwrightError `DEFINE_INVALID` with all mistakes at once, each with code, path and sentence; most of them
 * do not compile.
 * @example
 * const reminder = defineRobot({
 *   id: "reminder",
 *   version: 1,
 *   direction: "outbound",
 *   locale: "en",
 *   input: z.object({ name: z.string() }),
 *   texts: { question: "Hello {name}, will you come?", thanks: "Thank you!" },
 *   outcomes: { yes: { title: "Comes" }, no: { title: "Does not come" }, lost: { title: "Not reached" } },
 *   start: "ask",
 *   steps: {
 *     ask: {
 *       ask: "question",
 *       answers: { yes: { hear: yesNo.yes, key: "1", next: "thank" }, no: { hear: yesNo.no, next: { end: "no" } } },
 *       exhausted: { end: "lost" },
 *     },
 *     thank: { say: "thanks", hungUp: "yes", next: { end: "yes" } },
 *   },
 *   unreached: "lost",
 *   hungUp: "lost",
 * });
 */
export function defineRobot<
  Input extends z.ZodObject,
  const Texts,
  const Outcomes,
  const Steps,
  const Start extends string,
  const Unreached,
  TextName extends string,
  StepName extends string,
  OutcomeName extends string,
  Key extends string,
  const HungUp extends string = never,
  const Locale extends string = never,
  Condition extends string = never,
  InputCondition extends string = never,
>(
  definition: RobotSource<
    {
      Input: Input;
      Texts: Texts;
      Outcomes: Outcomes;
      Steps: Steps;
      Start: Start;
      Unreached: Unreached;
      HungUp: HungUp;
      Locale: Locale;
      Condition: Condition;
      InputCondition: InputCondition;
    },
    Names<TextName, StepName, OutcomeName, Condition | InputCondition>
  > &
    Readonly<Record<Key, unknown>> &
    CheckWhole<Key, HungUp, Locale>,
): RobotDefinition<z.output<Input>, OutcomeName, z.input<Input>> {
  const notes = createNotes();
  const source: unknown = definition;
  const { document, functions } = readRobot(isRecord(source) ? source : {}, notes);
  if (notes.mistakes.length > 0) {
    throw new CallwrightError("DEFINE_INVALID", { id: document.id, mistakes: notes.mistakes });
  }
  return {
    kind: "robot",
    id: document.id,
    version: document.version,
    document,
    functions,
    fingerprint: fingerprintOf(document, functionNamesOf(functions)),
    input: definition.input as unknown as z.ZodType<z.output<Input>, z.input<Input>>,
    outcomeNames: Object.keys(document.outcomes) as OutcomeName[],
  };
}
