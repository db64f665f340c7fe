import type { Json } from "../../ports/identity.ts";
import type { DialogDocument, TextsDocument } from "../document.ts";
import type { FunctionTable } from "./function-table.ts";
import type { KnownLists } from "./known-lists.ts";
import type { Notes } from "./notes.ts";
import { toVariableScope, type VariableScope } from "./variable-scope.ts";

/** What the readers of steps share. */
export interface StepReading {
  readonly owner: "robot" | "dialog";
  readonly known: KnownLists;
  readonly notes: Notes;
  readonly locales: readonly string[];
  readonly texts: TextsDocument;
  /** Functions met so far. */
  readonly functions: FunctionTable;
  /** Dialogs that steps use themselves, by id. */
  readonly dialogs: Map<string, DialogDocument>;
  /** Slot → JSON Schema; without those that could not be read. */
  readonly slots: Readonly<Record<string, Json>>;
  /** What values may name; absent where input or slots could not be read. */
  readonly variables: VariableScope | undefined;
  /** Outcome → JSON Schema of its data; `undefined` where it could not be read, without those that have none. */
  readonly outcomeData: ReadonlyMap<string, Json | undefined>;
  /** Words of generated texts: those that a stored document has, and those that this reading adds. */
  readonly generated: GeneratedTexts;
}

/** Texts that steps make by themselves, e.g. to read a value back. */
export interface GeneratedTexts {
  /** Text → words, from a stored document. */
  readonly given: TextsDocument;
  readonly made: Record<string, TextsDocument[string]>;
}

/** What is read before the steps, and decides what they may name. */
interface ReadBefore {
  readonly input: Json | undefined;
  readonly slots: StepReading["slots"];
  /** Whether each slot could be read. */
  readonly isWhole: boolean;
  readonly outcomeData: StepReading["outcomeData"];
  readonly generated: TextsDocument;
}

/** What the readers of the steps of one definition share. */
export function toStepReading(
  basis: Pick<StepReading, "owner" | "known" | "notes" | "locales" | "texts" | "functions">,
  { input, slots, isWhole, outcomeData, generated }: ReadBefore,
): StepReading {
  return {
    ...basis,
    dialogs: new Map(),
    slots,
    variables: input === undefined || !isWhole ? undefined : toVariableScope(input, slots),
    outcomeData,
    generated: { given: generated, made: {} },
  };
}
