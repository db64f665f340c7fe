import { z } from "zod";
import { CallwrightError } from "../errors/index.ts";
import { createNotes } from "./readers/notes.ts";
import { readDialog } from "./readers/read-dialog.ts";
import { isRecord } from "./readers/read-value.ts";
import type { DialogDefinition, SlotSchemas } from "./robot-definition.ts";
import type { DialogArgument } from "./types/dialog-source.ts";
import type { SlotOutputs } from "./types/known-names.ts";

const nothing = z.object({});

/**
 * A sub-dialog: a part of a dialog with input, slots and exits of its own, which robots take up with `use`.
 *
 * Shape: a JSON document and the functions that it names. Its texts and conditions see its own input and slots alone.
 * Default: no input, no slots.
 * Limits: it neither ends the call nor transfers it: both belong to the robot that uses it.
 *
 * @throws CallwrightError `DEFINE_INVALID` with all mistakes at once; most of them do not compile.
 * @example
 * const askAddress = defineDialog({
 *   id: "ask-address",
 *   locale: "en",
 *   input: z.object({ city: z.string() }),
 *   slots: { street: z.string(), house: z.string() },
 *   texts: { street: "Which street in {city}?", house: "Which house in {street}?", again: "Please say it again." },
 *   exits: ["done", "gaveUp"],
 *   start: "street",
 *   steps: {
 *     street: { collect: "street", text: "street", noMatch: ["again"], exhausted: { exit: "gaveUp" }, next: "house" },
 *     house: { collect: "house", text: "house", exhausted: { exit: "gaveUp" }, next: { exit: "done" } },
 *   },
 * });
 */
export function defineDialog<
  const Texts,
  const Exits,
  const Steps,
  const Start extends string,
  TextName extends string,
  StepName extends string,
  Exit extends string,
  Key extends string,
  const Locale extends string = never,
  Condition extends string = never,
  Input extends z.ZodObject = typeof nothing,
  Slots = unknown,
  const Effects = readonly [],
>(
  definition: DialogArgument<
    TextName,
    StepName,
    Exit,
    Key,
    {
      Input: Input;
      Slots: Slots;
      Texts: Texts;
      Effects: Effects;
      Exits: Exits;
      Steps: Steps;
      Start: Start;
      Locale: Locale;
      Condition: Condition;
    }
  >,
): DialogDefinition<z.output<Input>, SlotOutputs<Slots>, Exit, z.input<Input>, Locale> {
  const notes = createNotes();
  const source: unknown = definition;
  const { document, functions } = readDialog(isRecord(source) ? source : {}, notes);
  if (notes.mistakes.length > 0) {
    throw new CallwrightError("DEFINE_INVALID", { id: document.id, mistakes: notes.mistakes });
  }
  return {
    kind: "dialog",
    id: document.id,
    document,
    functions,
    input: (definition.input ?? nothing) as unknown as z.ZodType<z.output<Input>, z.input<Input>>,
    slots: (definition.slots ?? {}) as SlotSchemas<SlotOutputs<Slots>>,
    exitNames: document.exits as readonly Exit[],
  };
}
