import type { RobotDocument } from "../document.ts";
import type { Recogniser, RobotFunctions } from "../robot-definition.ts";
import { checkGraph } from "./check-graph.ts";
import { knownListsOf, noteUnknownName } from "./known-lists.ts";
import type { Notes } from "./notes.ts";
import { readConditions } from "./read-conditions.ts";
import { readHead } from "./read-head.ts";
import { readInput } from "./read-input.ts";
import { readOutcomeName, readOutcomes, readUnreached } from "./read-outcomes.ts";
import { readSteps } from "./read-steps.ts";
import { readTexts } from "./read-texts.ts";
import { noteAbsentOr, noteUnknownKeys, type UnknownRecord } from "./read-value.ts";

const robotKeys = [
  "id",
  "version",
  "direction",
  "locale",
  "locales",
  "input",
  "texts",
  "outcomes",
  "conditions",
  "inputConditions",
  "start",
  "steps",
  "unreached",
  "hungUp",
];

/** A document and its functions. Only to be used when no mistake was noted. */
export interface ReadRobot {
  readonly document: RobotDocument;
  readonly functions: RobotFunctions;
}

/** Reads a robot from what a user wrote, noting every mistake on the way. */
export function readRobot(source: UnknownRecord, notes: Notes): ReadRobot {
  noteUnknownKeys(source, robotKeys, "", "A robot", notes);
  const known = knownListsOf(source);
  const recognisers = new Map<string, Recogniser>();
  const head = readHead(source, notes);
  const input = readInput(source["input"], notes);
  const texts = readTexts(source["texts"], head.locales, input, notes);
  const outcomes = readOutcomes(source["outcomes"], notes);
  const conditions = readConditions(source, notes);
  const start = readStart(source["start"], known.steps, notes);
  const steps = readSteps(source["steps"], { known, notes, recognisers });
  const unreached = readUnreached(source["unreached"], known, notes);
  const hungUp = readOutcomeName(source["hungUp"], "hungUp", known, notes);
  checkGraph({ outcomes, start, steps, unreached, hungUp }, notes);
  return {
    document: {
      format: 1,
      kind: "robot",
      ...head,
      input: input ?? {},
      texts,
      outcomes,
      start,
      steps,
      unreached,
      hungUp,
      conditions: Object.keys(conditions.conditions),
      inputConditions: Object.keys(conditions.inputConditions),
    },
    functions: { recognisers: Object.fromEntries(recognisers), ...conditions },
  };
}

function readStart(value: unknown, steps: readonly string[], notes: Notes): string {
  if (typeof value === "string") {
    noteUnknownName("DEFINE_UNKNOWN_STEP", value, steps, "start", notes);
    return value;
  }
  noteAbsentOr(value, "start", "name the first step", "the name of a step", notes);
  return "";
}
