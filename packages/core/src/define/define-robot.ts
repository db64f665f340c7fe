import type { z } from "zod";
import { CallwrightError } from "../errors/index.ts";
import { fingerprintOf, functionNamesOf } from "./fingerprint.ts";
import { createNotes } from "./readers/notes.ts";
import { readRobot } from "./readers/read-robot.ts";
import { isRecord } from "./readers/read-value.ts";
import type { RobotDefinition } from "./robot-definition.ts";
import type { RobotArgument } from "./types/robot-source.ts";
import type { DataOutputs, SlotValues } from "./types/known-names.ts";

/**
 * A voice robot: what it is given, what it says, asks and does, and how a call can end.
 *
 * Shape: a JSON document and the functions that it names; nothing of it runs before a call. Steps are told apart by their
 * first key: `say`, `ask`, `collect`, `branch`, `act`, `transfer`, `use`, `converse`.
 * Default: a question waits 5 seconds (`timeoutMs: 5000`) and repeats nothing (`noInput: []`, `noMatch: []`).
 * Limits: an input and slots that survive JSON; a text speaks a slot only where every way to it has filled the slot; a
 * circle of steps must wait for the client.
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
  const HungUp extends string = string,
  const Locale extends string = never,
  Condition extends string = never,
  InputCondition extends string = never,
  Slots = unknown,
  const Effects = readonly [],
  const Commands = unknown,
  const Digressions = unknown,
  const Transferred extends string = string,
>(
  definition: RobotArgument<
    TextName,
    StepName,
    OutcomeName,
    Key,
    {
      Input: Input;
      Slots: Slots;
      Texts: Texts;
      Outcomes: Outcomes;
      Effects: Effects;
      Commands: Commands;
      Digressions: Digressions;
      Steps: Steps;
      Start: Start;
      Unreached: Unreached;
      HungUp: HungUp;
      Transferred: Transferred;
      Locale: Locale;
      Condition: Condition;
      InputCondition: InputCondition;
    }
  >,
): RobotDefinition<z.output<Input>, OutcomeName, z.input<Input>, SlotValues<Slots>, DataOutputs<Outcomes>> {
  const robot: unknown = readDefinition(definition);
  return robot as RobotDefinition<
    z.output<Input>,
    OutcomeName,
    z.input<Input>,
    SlotValues<Slots>,
    DataOutputs<Outcomes>
  >;
}

function readDefinition(definition: unknown): RobotDefinition {
  const notes = createNotes();
  const source = isRecord(definition) ? definition : {};
  const { document, functions } = readRobot(source, notes);
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
    input: source["input"] as z.ZodType,
    outcomeNames: Object.keys(document.outcomes),
  };
}
