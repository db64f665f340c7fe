import type { DefinitionMistake } from "../../errors/index.ts";
import { definitionMistakes, type MistakeCode, type MistakeDetails } from "../mistakes.ts";

/** Where readers note mistakes; all of a definition come together. */
export interface Notes {
  readonly mistakes: readonly DefinitionMistake[];
  add<Code extends MistakeCode>(code: Code, path: string, ...details: MistakeDetails<Code>): void;
}

/** An empty sheet for the mistakes of one definition. */
export function createNotes(): Notes {
  const mistakes: DefinitionMistake[] = [];
  return {
    mistakes,
    add: (code, path, ...details) => {
      const sentence = (definitionMistakes[code] as (...details: readonly unknown[]) => string)(...details);
      mistakes.push({ code, path, sentence });
    },
  };
}

/** The same sheet for a part of a definition: its mistakes have the part's path in front. */
export function notesAt(notes: Notes, prefix: string): Notes {
  return {
    mistakes: notes.mistakes,
    add: (code, path, ...details) => notes.add(code, path === "" ? prefix : `${prefix}.${path}`, ...details),
  };
}
