import type { TransferDocument, TransferTarget } from "../document.ts";
import { readOutcomeName } from "./read-outcomes.ts";
import { readHungUp, readNext, readOptionalNext, readOptionalText } from "./read-step-names.ts";
import { checkText } from "./read-texts.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, readString, type UnknownRecord } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

const transferKeys = [
  "transfer",
  "whisper",
  "busy",
  "noAnswer",
  "declined",
  "closed",
  "failed",
  "transferred",
  "hungUp",
];
const targetKeys = ["queue", "operator", "number", "script"];

/** Reads a step that hands the call over. `hasDefault`: the robot says the outcome of a transfer for all steps. */
export function readTransfer(
  step: UnknownRecord,
  path: string,
  reading: StepReading,
  hasDefault: boolean,
): TransferDocument {
  const { notes, known } = reading;
  noteUnknownKeys(step, transferKeys, path, "A transfer step", notes);
  const transferred = step["transferred"];
  if (transferred === undefined && !hasDefault) {
    const meaning = "say which outcome the call has when the client is put through, here or for the whole robot";
    notes.add("DEFINE_MISSING", join(path, "transferred"), { name: "transferred", meaning });
  }
  return {
    transfer: readTarget(step["transfer"], join(path, "transfer"), reading),
    ...readOptionalText(step, "whisper", path, reading),
    busy: readNext(step["busy"], join(path, "busy"), reading),
    noAnswer: readNext(step["noAnswer"], join(path, "noAnswer"), reading),
    ...readOptionalNext(step, "declined", path, reading),
    ...readOptionalNext(step, "closed", path, reading),
    failed: readNext(step["failed"], join(path, "failed"), reading),
    ...(transferred === undefined
      ? {}
      : { transferred: readOutcomeName(transferred, join(path, "transferred"), known, notes) }),
    ...readHungUp(step, path, reading),
  };
}

function readTarget(value: unknown, path: string, { notes, variables, locales }: StepReading): TransferTarget {
  const expected = 'one of { queue: "…" }, { operator: "…" }, { number: "…" }, { script: "…" }';
  const keys = isRecord(value) ? Object.keys(value) : [];
  const key = keys.find((name) => targetKeys.includes(name));
  if (!isRecord(value) || key === undefined || keys.length !== 1) {
    noteAbsentOr(value, path, "say whom the call is handed to", expected, notes);
    return { queue: "" };
  }
  const name = readString(value[key], join(path, key), "name whom the call is handed to", notes);
  if (variables && /[{}]/.test(name)) checkText(name, locales, join(path, key), variables.texts, notes);
  return { [key]: name } as TransferTarget & Readonly<Record<string, string>>;
}
