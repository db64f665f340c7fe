import type { ConverseDocument } from "../document.ts";
import { readEffectType } from "./read-act.ts";
import { readHungUp, readNext, readOptionalText, readSlotName } from "./read-step-names.ts";
import { checkText } from "./read-texts.ts";
import {
  isRecord,
  join,
  noteAbsentOr,
  noteUnknownKeys,
  readCount,
  readString,
  type UnknownRecord,
} from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

const converseKeys = ["converse", "opening", "fill", "effects", "limits", "exits", "hungUp"];
const exitNames = ["done", "gaveUp", "limit", "failed"] as const;

/** Reads a passage that a language model leads. */
export function readConverse(step: UnknownRecord, path: string, reading: StepReading): ConverseDocument {
  const { notes, locales, variables } = reading;
  noteUnknownKeys(step, converseKeys, path, "A converse step", notes);
  const goal = readString(step["converse"], join(path, "converse"), "say what the model is to reach", notes);
  checkText(goal, locales, join(path, "converse"), variables?.texts, notes);
  return {
    converse: goal,
    ...readOptionalText(step, "opening", path, reading),
    fill: readList(step["fill"], join(path, "fill"), "slots", reading, readSlotName),
    effects: readList(step["effects"], join(path, "effects"), "types of effects", reading, readEffectType),
    limits: readLimits(step["limits"], join(path, "limits"), reading),
    exits: readExits(step["exits"], join(path, "exits"), reading),
    ...readHungUp(step, path, reading),
  };
}

function readList(
  value: unknown,
  path: string,
  what: string,
  reading: StepReading,
  read: (value: unknown, path: string, reading: StepReading) => string,
): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map((item: unknown, index) => read(item, `${path}[${index}]`, reading));
  reading.notes.add("DEFINE_WRONG_TYPE", path, { expected: `a list of ${what}` });
  return [];
}

function readLimits(value: unknown, path: string, { notes }: StepReading): ConverseDocument["limits"] {
  if (!isRecord(value)) {
    noteAbsentOr(value, path, "limit the passage", "limits: { turns: 8, timeMs: 120_000, cost: 0.2 }", notes);
    return { turns: 1, timeMs: 1, cost: 0 };
  }
  noteUnknownKeys(value, ["turns", "timeMs", "cost"], path, "limits", notes);
  const cost = value["cost"];
  const isCost = typeof cost === "number" && cost >= 0 && Number.isFinite(cost);
  if (!isCost) noteAbsentOr(cost, join(path, "cost"), "say what it may cost", "a number from 0", notes);
  return {
    turns: readCount(value["turns"], join(path, "turns"), "say how often the model may speak", notes),
    timeMs: readCount(value["timeMs"], join(path, "timeMs"), "say how long it may take", notes),
    cost: isCost ? cost : 0,
  };
}

function readExits(value: unknown, path: string, reading: StepReading): ConverseDocument["exits"] {
  const { notes } = reading;
  if (!isRecord(value)) {
    noteAbsentOr(value, path, "say where the passage leads", `ways: { ${exitNames.join(": …, ")}: … }`, notes);
    return { done: "", gaveUp: "", limit: "", failed: "" };
  }
  noteUnknownKeys(value, exitNames, path, "exits", notes);
  const [done, gaveUp, limit, failed] = exitNames.map((name) => readNext(value[name], join(path, name), reading));
  return { done: done ?? "", gaveUp: gaveUp ?? "", limit: limit ?? "", failed: failed ?? "" };
}
