import type { RobotDocument, TextsDocument } from "../document.ts";
import type { RobotFunctions } from "../robot-definition.ts";
import { checkAnswers } from "./check-answers.ts";
import { checkBargeIn } from "./check-barge-in.ts";
import { checkGraph } from "./check-graph.ts";
import { checkSlots } from "./check-slots.ts";
import { emptyFunctionTable, toFunctions } from "./function-table.ts";
import { knownListsOf, type KnownLists } from "./known-lists.ts";
import type { Notes } from "./notes.ts";
import { readConditions } from "./read-conditions.ts";
import { effectDocuments, readEffects } from "./read-effects.ts";
import { readCommands, readDigressions } from "./read-globals.ts";
import { readHead } from "./read-head.ts";
import { readInput } from "./read-input.ts";
import { outcomesWithData, readOutcomeName, readOutcomes, readUnreached } from "./read-outcomes.ts";
import { readSlots } from "./read-slots.ts";
import { readStart, readSteps } from "./read-steps.ts";
import { readTexts } from "./read-texts.ts";
import { noteUnknownKeys, whenAny, type UnknownRecord } from "./read-value.ts";
import { toStepReading } from "./step-reading.ts";

const robotKeys = [
  "id",
  "version",
  "direction",
  "locale",
  "locales",
  "input",
  "slots",
  "texts",
  "outcomes",
  "effects",
  "conditions",
  "inputConditions",
  "commands",
  "digressions",
  "upgradeInput",
  "start",
  "steps",
  "unreached",
  "hungUp",
  "transferred",
];

/** A document and its functions. Only to be used when no mistake was noted. */
export interface ReadRobot {
  readonly document: RobotDocument;
  readonly functions: RobotFunctions;
}

/** Reads a robot from what a user wrote, noting every mistake on the way. `generated`: words of generated texts of a stored document. */
export function readRobot(source: UnknownRecord, notes: Notes, generated: TextsDocument = {}): ReadRobot {
  noteUnknownKeys(source, robotKeys, "", "A robot", notes);
  const head = readHead(source, notes);
  const input = readInput(source["input"], notes);
  const { slots, isWhole } = readSlots(source["slots"], input, notes);
  const functions = emptyFunctionTable();
  readEffects(source["effects"], functions, notes);
  const texts = readTexts(source["texts"], head.locales, isWhole ? input : undefined, notes, slots);
  const { outcomes, data } = readOutcomes(source["outcomes"], notes);
  const known = { ...knownListsOf(source), outcomesWithData: outcomesWithData(data) };
  const conditions = readConditions(source, notes);
  const start = readStart(source["start"], known.steps, notes);
  const reading = toStepReading(
    { owner: "robot", known, notes, locales: head.locales, texts, functions },
    {
      input,
      slots,
      isWhole,
      outcomeData: data,
      generated,
    },
  );
  const before = notes.mistakes.length;
  const steps = readSteps(source["steps"], reading, source["transferred"] !== undefined);
  const commands = readCommands(source["commands"], reading);
  const digressions = readDigressions(source["digressions"], reading);
  const stepsAreGood = notes.mistakes.length === before && isWhole;
  const document: RobotDocument = {
    format: 1,
    kind: "robot",
    ...head,
    input: input ?? {},
    ...whenAny("slots", slots),
    texts: { ...texts, ...reading.generated.made },
    outcomes,
    ...whenAny("effects", effectDocuments(functions)),
    ...whenAny("dialogs", Object.fromEntries(reading.dialogs)),
    ...commands,
    ...digressions,
    start,
    steps,
    unreached: readUnreached(source["unreached"], known, notes),
    hungUp: readOutcomeName(source["hungUp"], "hungUp", known, notes),
    ...readTransferred(source["transferred"], known, notes),
    conditions: Object.keys(conditions.conditions),
    inputConditions: Object.keys(conditions.inputConditions),
  };
  checkGraph(document, notes);
  checkBargeIn(document, notes);
  if (stepsAreGood) checkSlots(document, notes);
  checkAnswers(document, Object.fromEntries(functions.recognisers), notes);
  return {
    document,
    functions: {
      ...toFunctions(functions, conditions.conditions),
      inputConditions: conditions.inputConditions,
      ...readUpgrade(source["upgradeInput"], notes),
    },
  };
}

function readTransferred(value: unknown, known: KnownLists, notes: Notes): Pick<RobotDocument, "transferred"> {
  return value === undefined ? {} : { transferred: readOutcomeName(value, "transferred", known, notes) };
}

function readUpgrade(value: unknown, notes: Notes): Pick<RobotFunctions, "upgradeInput"> {
  if (value === undefined) return {};
  if (typeof value === "function") return { upgradeInput: value as NonNullable<RobotFunctions["upgradeInput"]> };
  notes.add("DEFINE_WRONG_TYPE", "upgradeInput", { expected: "a function: old input → input of this version" });
  return {};
}
