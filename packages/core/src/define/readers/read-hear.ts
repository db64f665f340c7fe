import type { Recogniser, SlotRecogniser } from "../robot-definition.ts";
import { addRecogniser } from "./function-table.ts";
import { isRecord, join, type UnknownRecord } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

/** How an answer is given. */
export interface Hearing {
  readonly hear: readonly string[];
  readonly key?: string;
}

/** Reads how an answer, a choice or a digression is given: by recognisers, by a key, or by both. */
export function readHearing(answer: UnknownRecord, path: string, reading: StepReading): Hearing {
  const { hear, key } = answer;
  const { notes } = reading;
  if (hear === undefined && key === undefined) notes.add("DEFINE_NO_ANSWER_WAY", path);
  if (key !== undefined && !(typeof key === "string" && /^[0-9*#]$/.test(key))) {
    notes.add("DEFINE_WRONG_TYPE", join(path, "key"), { expected: 'a key of a telephone: "0" to "9", "*" or "#"' });
  }
  return {
    hear: readRecognisers(hear, join(path, "hear"), reading),
    ...(typeof key === "string" ? { key } : {}),
  };
}

/** Notes keys that several answers of one step have. */
export function noteSameKeys(
  answers: Readonly<Record<string, Hearing>>,
  path: string,
  { notes }: Pick<StepReading, "notes">,
): void {
  const keys = new Map<string, string>();
  for (const [name, { key }] of Object.entries(answers)) {
    if (key === undefined) continue;
    const other = keys.get(key);
    if (other === undefined) keys.set(key, name);
    else notes.add("DEFINE_DUPLICATE_KEY", join(join(path, name), "key"), { key, other });
  }
}

/** Whether a value is a recogniser of an answer. */
function isRecogniser(value: unknown): value is Recogniser {
  return isNamed(value) && typeof value["match"] === "function";
}

/** Whether a value is a recogniser of values for a slot. */
export function isSlotRecogniser(value: unknown): value is SlotRecogniser {
  return isNamed(value) && typeof value["read"] === "function";
}

function readRecognisers(value: unknown, path: string, { functions, notes }: StepReading): readonly string[] {
  const given: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const names: string[] = [];
  for (const recogniser of given) {
    if (!isRecogniser(recogniser)) {
      const expected = isSlotRecogniser(recogniser)
        ? "a recogniser with match: this one reads values, for collect"
        : "a recogniser such as yesNo.yes, or a list of them";
      notes.add("DEFINE_WRONG_TYPE", path, { expected });
      continue;
    }
    addRecogniser(functions.recognisers, recogniser, path, notes);
    names.push(recogniser.name);
  }
  if (Array.isArray(value) && value.length === 0) notes.add("DEFINE_NO_ANSWER_WAY", path);
  return names;
}

function isNamed(value: unknown): value is UnknownRecord {
  return isRecord(value) && typeof value["name"] === "string" && value["name"] !== "";
}
