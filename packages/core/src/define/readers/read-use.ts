import type { UseDocument } from "../document.ts";
import { jsonTypesOf, type JsonSchema } from "../json-types.ts";
import type { DialogDefinition } from "../robot-definition.ts";
import { addDialog } from "./function-table.ts";
import { readNext, readSlotName } from "./read-step-names.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, readEntries, type UnknownRecord } from "./read-value.ts";
import { readValues } from "./read-values.ts";
import type { StepReading } from "./step-reading.ts";

/** Reads a step that runs a dialog. */
export function readUse(step: UnknownRecord, path: string, reading: StepReading): UseDocument | undefined {
  const { notes } = reading;
  noteUnknownKeys(step, ["use", "with", "into", "exits"], path, "A use step", notes);
  const dialog = step["use"];
  if (!isDialog(dialog)) {
    noteAbsentOr(dialog, join(path, "use"), "give a dialog", "a dialog, made with defineDialog", notes);
    return undefined;
  }
  addUsed(dialog, join(path, "use"), reading);
  const owner = `The input of dialog "${dialog.id}"`;
  const target = { schema: dialog.document.input, owner, strict: "uncertain" } as const;
  return {
    use: dialog.id,
    with: readValues(step["with"], join(path, "with"), target, reading),
    into: readInto(step["into"], join(path, "into"), dialog, reading),
    exits: readExits(step["exits"], join(path, "exits"), dialog, reading),
  };
}

/** Whether a value is what `defineDialog` gives. */
function isDialog(value: unknown): value is DialogDefinition {
  return isRecord(value) && value["kind"] === "dialog" && isRecord(value["document"]) && isRecord(value["functions"]);
}

function addUsed(dialog: DialogDefinition, path: string, { notes, functions, dialogs, locales }: StepReading): void {
  addDialog(functions, dialog, path, notes);
  dialogs.set(dialog.id, dialog.document);
  for (const locale of locales) {
    if (dialog.document.locales.includes(locale) || locale === "") continue;
    notes.add("DEFINE_DIALOG_LOCALE", path, { name: dialog.id, locale });
  }
}

function readInto(
  value: unknown,
  path: string,
  dialog: DialogDefinition,
  reading: StepReading,
): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  const { notes, slots } = reading;
  const known = dialog.document.slots;
  const into = readEntries(value, path, "", notes).map(([slot, inner]): readonly [string, string] => {
    const place = join(path, slot);
    readSlotName(slot, place, reading);
    if (typeof inner !== "string") {
      notes.add("DEFINE_WRONG_TYPE", place, { expected: "the name of a slot of the dialog" });
      return [slot, ""];
    }
    if (!Object.hasOwn(known, inner))
      notes.add("DEFINE_UNKNOWN_SLOT", place, { name: inner, known: Object.keys(known) });
    const given = jsonTypesIn(known[inner]);
    const taken = jsonTypesIn(slots[slot]);
    const foreign = given && taken ? [...given].find((type) => !taken.has(type)) : undefined;
    if (foreign !== undefined && taken) {
      const reason = `"${inner}" of the dialog can be ${foreign}, but the slot takes ${[...taken].join(" or ")}`;
      notes.add("DEFINE_SLOT_TYPE", place, { name: slot, reason });
    }
    return [slot, inner];
  });
  return Object.fromEntries(into);
}

function readExits(
  value: unknown,
  path: string,
  { document }: DialogDefinition,
  reading: StepReading,
): UseDocument["exits"] {
  const { notes } = reading;
  const exits = readEntries(value, path, "say where each exit of the dialog leads", notes).map(
    ([name, next]): readonly [string, UseDocument["exits"][string]] => {
      const place = join(path, name);
      if (!document.exits.includes(name)) notes.add("DEFINE_UNKNOWN_EXIT", place, { name, known: document.exits });
      return [name, readNext(next, place, reading)];
    },
  );
  for (const name of isRecord(value) ? document.exits : []) {
    if (Object.hasOwn(value as UnknownRecord, name)) continue;
    notes.add("DEFINE_MISSING", join(path, name), { name, meaning: "say where this exit of the dialog leads" });
  }
  return Object.fromEntries(exits);
}

function jsonTypesIn(schema: unknown): ReturnType<typeof jsonTypesOf> {
  return schema === undefined ? undefined : jsonTypesOf(schema as JsonSchema, schema as JsonSchema);
}
