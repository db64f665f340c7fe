import { canonicalJson } from "../../canonical-json.ts";
import type { CollectDocument, DialogDocument, RobotDocument } from "../../document.ts";
import { emptyFunctionTable } from "../../readers/function-table.ts";
import { createNotes } from "../../readers/notes.ts";
import { readReadBack } from "../../readers/read-read-back.ts";
import type { StepReading } from "../../readers/step-reading.ts";

/** Key of the text that `readBack: true` makes. */
export function generatedKey(step: string): string {
  return `${step}.readBack`;
}

/** Key for such a text when it was edited: generated keys are no names that a user could write. */
export function ownKey(step: string): string {
  return `${step}-read-back`;
}

/** Whether a step reads back with the library's own sentence. */
export function isBuiltInReadBack(
  name: string,
  { collect, as }: CollectDocument,
  { locales, slots = {}, texts }: RobotDocument | DialogDocument,
): boolean {
  const made: Record<string, RobotDocument["texts"][string]> = {};
  const reading: Pick<StepReading, "notes" | "locales" | "slots" | "texts" | "functions" | "generated"> = {
    notes: createNotes(),
    locales,
    slots,
    texts: {},
    functions: emptyFunctionTable(),
    generated: { given: {}, made },
  };
  readReadBack(true, `steps.${name}`, { slot: collect, kind: as }, reading as StepReading);
  return canonicalJson(made[generatedKey(name)]) === canonicalJson(texts[generatedKey(name)]);
}

/** The generated texts of a document, by key. */
export function readBacks(
  document: RobotDocument | DialogDocument,
): ReadonlyMap<string, { readonly isBuiltIn: boolean; readonly ownKey: string }> {
  return new Map(
    Object.entries(document.steps).flatMap(([name, step]) => {
      if (!("collect" in step) || step.readBack !== generatedKey(name)) return [];
      return [[step.readBack, { isBuiltIn: isBuiltInReadBack(name, step, document), ownKey: ownKey(name) }] as const];
    }),
  );
}
