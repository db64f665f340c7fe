import { commands } from "../../phrases/index.ts";
import type { CommandsDocument, DigressionDocument } from "../document.ts";
import { addRecogniser } from "./function-table.ts";
import { readNamed } from "./read-head.ts";
import { noteSameKeys, readHearing } from "./read-hear.ts";
import { readOptionalNext, readTextName } from "./read-step-names.ts";
import { isRecord, join, noteUnknownKeys } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

const commandNames = ["repeat", "operator", "stop"] as const;

/** Reads the commands that are valid wherever the robot listens; left out where there are none. */
export function readCommands(value: unknown, reading: StepReading): { readonly commands?: CommandsDocument } {
  if (value === undefined) return {};
  const { notes, functions } = reading;
  if (!isRecord(value)) {
    notes.add("DEFINE_WRONG_TYPE", "commands", { expected: "commands: { repeat: true, operator: …, stop: … }" });
    return {};
  }
  noteUnknownKeys(value, commandNames, "commands", "commands", notes);
  const { repeat } = value;
  if (repeat !== undefined && repeat !== true) {
    notes.add("DEFINE_WRONG_TYPE", "commands.repeat", { expected: "true, or left out" });
  }
  const document: CommandsDocument = {
    ...(repeat === true ? { repeat } : {}),
    ...readOptionalNext(value, "operator", "commands", reading),
    ...readOptionalNext(value, "stop", "commands", reading),
  };
  for (const name of commandNames) {
    if (document[name] === undefined) continue;
    addRecogniser(functions.recognisers, commands[name], join("commands", name), notes);
  }
  return Object.keys(document).length === 0 ? {} : { commands: document };
}

/** Reads the questions that the client may ask at any time; left out where there are none. */
export function readDigressions(
  value: unknown,
  reading: StepReading,
): { readonly digressions?: Readonly<Record<string, DigressionDocument>> } {
  if (value === undefined) return {};
  const { notes } = reading;
  const digressions: Record<string, DigressionDocument> = {};
  for (const [name, digression] of readNamed(value, "digressions", "give questions by name", notes)) {
    const path = join("digressions", name);
    if (!isRecord(digression)) {
      notes.add("DEFINE_WRONG_TYPE", path, { expected: "a digression: { hear: …, say: … }" });
      continue;
    }
    noteUnknownKeys(digression, ["hear", "key", "say"], path, "A digression", notes);
    digressions[name] = {
      ...readHearing(digression, path, reading),
      say: readTextName(digression["say"], join(path, "say"), reading),
    };
  }
  noteSameKeys(digressions, "digressions", reading);
  return Object.keys(digressions).length === 0 ? {} : { digressions };
}
